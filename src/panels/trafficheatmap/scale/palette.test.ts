import { createTheme, type GrafanaTheme2 } from '@grafana/data';

import { COLOR_VISION, difference } from '../testing/colorVision';
import { mix, oklab, ramp } from './mix';
import { commonLooks, positionLooks, sequentialColors } from './palette';

const THEMES: Array<[string, GrafanaTheme2]> = [
  ['dark', createTheme({ colors: { mode: 'dark' } })],
  ['light', createTheme({ colors: { mode: 'light' } })],
];

const lightness = (color: string) => oklab(color)[0];

/** Clearly apart, not just noticeably. */
const APART = 0.1;

test('mixing keeps the ends, and the middle of black and white looks half as light', () => {
  expect(ramp(['#ff0000', 'rgb(0, 0, 255)'], 3)).toEqual(['rgb(255, 0, 0)', expect.any(String), 'rgb(0, 0, 255)']);
  expect(lightness(mix('#000000', '#ffffff', 0.5))).toBeCloseTo(0.5, 2);
  expect(ramp(['#102030', '#405060'], 1)).toEqual(['rgb(16, 32, 48)']);
});

describe.each(THEMES)('in the %s theme', (_, theme) => {
  const looks = positionLooks(theme, 16);

  test.each(Object.keys(COLOR_VISION))('below, within and above look different with %s vision', (name) => {
    const vision = COLOR_VISION[name]!;
    const nearest = [looks.below[0]!, looks.within, looks.above[0]!];
    const farthest = [looks.below.at(-1)!, looks.within, looks.above.at(-1)!];
    for (const [below, within, above] of [nearest, farthest]) {
      expect(difference(below!.fill, within!.fill, vision)).toBeGreaterThan(APART);
      expect(difference(above!.fill, within!.fill, vision)).toBeGreaterThan(APART);
      expect(difference(below!.fill, above!.fill, vision)).toBeGreaterThan(APART);
    }
  });

  test('without any colour, bars at different edges stand out from every cell', () => {
    for (const [side, edge] of [
      [looks.below, 'bottom'],
      [looks.above, 'top'],
    ] as const) {
      for (const look of side) {
        expect(look.edge?.side).toBe(edge);
        expect(Math.abs(lightness(look.edge!.color) - lightness(look.fill))).toBeGreaterThan(APART);
      }
    }
    expect(looks.within.edge).toBeUndefined();
  });

  test('farther out is farther from the background', () => {
    const surface = lightness(theme.colors.background.primary);
    for (const side of [looks.below, looks.above]) {
      const distances = side.map(({ fill }) => Math.abs(lightness(fill) - surface));
      expect(distances).toEqual(distances.toSorted((a, b) => a - b));
    }
  });

  test.each(['purple', 'blue', 'green'] as const)('more %s is farther from the background, step by step', (hue) => {
    const surface = lightness(theme.colors.background.primary);
    const distances = sequentialColors(theme, hue, 48).map((color) => Math.abs(lightness(color) - surface));

    expect(distances).toEqual(distances.toSorted((a, b) => a - b));
    expect(distances[0]).toBeGreaterThan(0.03);
    expect(distances.at(-1)! - distances[0]!).toBeGreaterThan(0.4);
  });

  test('unknown and zero have textures of their own', () => {
    const { unknown, zero } = commonLooks(theme);
    expect([unknown.texture, zero.texture, looks.noRange.texture]).toEqual(['hatch', 'midline', 'dots']);
  });
});
