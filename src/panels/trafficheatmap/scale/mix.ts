import { colorManipulator } from '@grafana/data';

type Oklab = [lightness: number, greenRed: number, blueYellow: number];

/**
 * Colours at equal steps along a line through the given ones, mixed in Oklab, where equal steps look equal
 * (Björn Ottosson, 2020, https://bottosson.github.io/posts/oklab/).
 *
 * @param stops two CSS colours or more, without transparency
 */
export function ramp(stops: string[], count: number): string[] {
  const points = stops.map(oklab);
  const last = points.length - 1;
  return Array.from({ length: count }, (_, i) => {
    const at = count > 1 ? (i / (count - 1)) * last : 0;
    const index = Math.min(Math.floor(at), Math.max(0, last - 1));
    const from = points[index] ?? [0, 0, 0];
    return css(between(from, points[index + 1] ?? from, at - index));
  });
}

export const mix = (a: string, b: string, share: number) => css(between(oklab(a), oklab(b), share));

const between = (a: Oklab, b: Oklab, share: number): Oklab => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
  a[2] + (b[2] - a[2]) * share,
];

/** A CSS colour's place in Oklab, where distances look alike: lightness from 0 for black to 1 for white, then hue. */
export function oklab(color: string): Oklab {
  const [r = 0, g = 0, b = 0] = colorManipulator.decomposeColor(color).values.slice(0, 3).map(linear);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function css([lightness, greenRed, blueYellow]: Oklab): string {
  const l = (lightness + 0.3963377774 * greenRed + 0.2158037573 * blueYellow) ** 3;
  const m = (lightness - 0.1055613458 * greenRed - 0.0638541728 * blueYellow) ** 3;
  const s = (lightness - 0.0894841775 * greenRed - 1.291485548 * blueYellow) ** 3;
  const rgb = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map(gammaEncoded);
  return `rgb(${rgb.join(', ')})`;
}

const linear = (channel: number) => {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};

const gammaEncoded = (share: number) => {
  const clipped = Math.min(1, Math.max(0, share));
  return Math.round(255 * (clipped <= 0.0031308 ? clipped * 12.92 : 1.055 * clipped ** (1 / 2.4) - 0.055));
};
