import { createTheme, type FieldConfig, ThresholdsMode } from '@grafana/data';

import { DEFAULT_OPTIONS, type HeatmapOptions } from '../options';
import { gridOf, tableSeries, wideFrame } from '../testing/trafficFrames';
import { isByPosition, scaleFor } from './scaleFor';

const theme = createTheme();
const range = { low: 100, high: 1_000 };

function scaled(series: Parameters<typeof wideFrame>[0], options: Partial<HeatmapOptions> = {}, measure?: string) {
  const frame = { ...wideFrame(series), meta: { custom: { measure } } };
  const grid = gridOf([frame], series[0]?.values.length ?? 0);
  const scale = scaleFor(grid, { ...DEFAULT_OPTIONS, ...options }, theme);
  const looksOf = (row: number) => {
    const values = Float64Array.from(series[row]?.values ?? [], (value) => value ?? NaN);
    const into = new Uint8Array(values.length);
    scale.encode(row, values, into);
    return Array.from(into, (look) => scale.looks[look]);
  };
  return { grid, scale, looksOf };
}

const side = (look: ReturnType<ReturnType<typeof scaled>['looksOf']>[number]) =>
  look?.texture ?? (look?.edge ? { top: 'above', bottom: 'below' }[look.edge.side] : 'within');

describe('by position', () => {
  test('a bar at the bottom below the range, at the top above it', () => {
    const { looksOf } = scaled([tableSeries('jobs', [0, 99, 100, 1_000, 1_001, 1e9, null], range)]);

    expect(looksOf(0).map(side)).toEqual(['below', 'below', 'within', 'within', 'above', 'above', 'hatch']);
  });

  test('the farther out, the farther along the ramp', () => {
    const { scale, looksOf } = scaled([tableSeries('jobs', [1, 99, 1_001, 1e9], range)]);
    const [farBelow, below, above, farAbove] = looksOf(0).map((look) => scale.looks.indexOf(look!));

    expect([farBelow, below, above, farAbove]).toEqual([0, 15, 17, 32]);
  });

  test('of cells that share a pixel, the one farthest out shows, and an unknown one only alone', () => {
    const { scale, looksOf } = scaled([
      tableSeries('jobs', [null, 500, 2_000, 1, 1e9], range),
      tableSeries('other', [null, 5, 5, 5, 5]),
    ]);
    const rank = (look: ReturnType<typeof looksOf>[number]) => scale.rank[scale.looks.indexOf(look!)];
    const [unknown, within, above, farBelow, farAbove] = looksOf(0).map(rank);

    expect(unknown).toBeLessThan(rank(looksOf(1)[1])!);
    expect(rank(looksOf(1)[1])).toBeLessThan(within!);
    expect(within).toBeLessThan(above!);
    expect(above).toBeLessThan(farBelow!);
    expect(farBelow).toBe(farAbove);
  });

  test('a known value of a series without a range is neither good nor bad nor unknown', () => {
    const { scale, looksOf } = scaled([tableSeries('jobs', [500], range), tableSeries('other', [500])]);

    expect(looksOf(1).map(side)).toEqual(['dots']);
    expect(scale.legend.map(({ label }) => label)).toContain('No expected range');
  });

  test('positions from the data source are taken as they are', () => {
    const { looksOf } = scaled([tableSeries('jobs', [-1, -0.2, 0, 0.2, 1, null], range)], {}, 'position');

    expect(looksOf(0).map(side)).toEqual(['below', 'below', 'within', 'above', 'above', 'hatch']);
  });

  test('the legend has the numbers when every row expects the same, else words', () => {
    const shared = scaled([tableSeries('a', [1], range), tableSeries('b', [null], range)]).scale.legend;
    expect(shared.map(({ label, range: text }) => [label, text])).toEqual([
      ['Below', '10 … 100'],
      ['Within', '100 … 1K'],
      ['Above', '1K … 10K'],
      ['Unknown', undefined],
    ]);

    const apart = scaled([tableSeries('a', [1], range), tableSeries('b', [1], { low: 1, high: 2 })]).scale.legend;
    expect(apart.map(({ range: text }) => text)).toEqual(['low ÷ 10 … low', 'low … high', 'high … high × 10']);
  });
});

test.each<
  [string, HeatmapOptions['colorMode'], { low: number; high: number } | undefined, string | undefined, boolean]
>([
  ['a known range', 'auto', range, undefined, true],
  ['none', 'auto', undefined, undefined, false],
  ['a measure that ranges are not about', 'auto', range, 'writes', false],
  ['positions', 'auto', undefined, 'position', true],
  ['a known range that the user does not want', 'absolute', range, undefined, false],
  ['none where the user wants one', 'position', undefined, undefined, true],
])('%s: %s', (_, colorMode, expected, measure, isPosition) => {
  expect(isByPosition(scaled([tableSeries('jobs', [1], expected)], {}, measure).grid, { colorMode })).toBe(isPosition);
});

describe('by value', () => {
  const withConfig = (values: number[], config: FieldConfig) => ({ values, config });

  test('rows of different units have a scale each', () => {
    const { looksOf } = scaled([withConfig([1, 2], { unit: 'percent' }), withConfig([1e6, 2e6], { unit: 'bytes' })]);

    expect(looksOf(0)).toEqual(looksOf(1));
  });

  test('unless the user wants one', () => {
    const series = [withConfig([1, 2], { unit: 'percent' }), withConfig([1e6, 2e6], { unit: 'bytes' })];
    const { looksOf } = scaled(series, { scaleScope: 'panel' });

    expect(looksOf(0)).not.toEqual(looksOf(1));
  });

  test('a minimum and maximum of all fields hold', () => {
    const { looksOf, scale } = scaled([withConfig([1, 100], { min: 10, max: 1_000 })]);

    expect(looksOf(0)[0]).toBe(scale.looks[0]);
    expect(scale.legend[0]?.ticks?.map(({ text }) => text)).toEqual(['10', '100', '1K']);
  });

  test('thresholds, absolute and in percent of what is known', () => {
    const steps = [
      { value: null as unknown as number, color: '#00ff00' },
      { value: 50, color: 'rgba(255, 0, 0, 1)' },
    ];
    const fills = (mode: ThresholdsMode, values: Array<number | null>) =>
      scaled([{ values, config: { thresholds: { mode, steps } } }], { palette: 'thresholds' })
        .looksOf(0)
        .map((look) => look?.texture ?? look?.fill);
    const [green, red] = ['rgb(0, 255, 0)', 'rgb(255, 0, 0)'];

    expect(fills(ThresholdsMode.Absolute, [-1, 49, 50, 51, null])).toEqual([green, green, red, red, 'hatch']);
    expect(fills(ThresholdsMode.Percentage, [0, 99, 100, 200])).toEqual([green, green, red, red]);
  });

  test('the legend of thresholds', () => {
    const steps = [
      { value: -Infinity, color: 'green' },
      { value: 50, color: 'red' },
    ];
    const config = { thresholds: { mode: ThresholdsMode.Absolute, steps } };
    const { scale } = scaled([{ values: [1], config }], { palette: 'thresholds' });

    expect(scale.legend.map(({ label }) => label)).toEqual(['< 50', '≥ 50']);
  });
});
