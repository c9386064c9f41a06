import { oklab } from '../scale/mix';

type Matrix = [number[], number[], number[]];

/**
 * What dichromats see, on linear RGB: Machado, Oliveira, Fernandes, "A Physiologically-based Model for Simulation of Color
 * Vision Deficiency" (2009), table 1 at severity 1.
 */
export const COLOR_VISION: Record<string, Matrix> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** How different two colours look, in Oklab: 0 for equal ones, 1 for black and white, about 0.02 just noticeable. */
export function difference(a: string, b: string, vision: Matrix): number {
  const [first, second] = [oklab(seen(a, vision)), oklab(seen(b, vision))];
  return Math.hypot(...first.map((part, i) => part - (second[i] ?? 0)));
}

/** @param color as `rgb(r, g, b)` */
function seen(color: string, vision: Matrix): string {
  const channels = (color.match(/\d+/g) ?? []).map((channel) => (Number(channel) / 255) ** 2.2);
  const rgb = vision.map((row) => row.reduce((sum, weight, i) => sum + weight * (channels[i] ?? 0), 0));
  return `rgb(${rgb.map((share) => Math.round(255 * Math.min(1, Math.max(0, share)) ** (1 / 2.2))).join(', ')})`;
}
