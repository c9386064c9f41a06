import { createTheme } from '@grafana/data';
import fc from 'fast-check';

import { gridOf, tableSeries, wideFrame } from '../testing/trafficFrames';
import { type AbsoluteOptions, absoluteScale } from './absoluteScale';
import { commonLooks } from './palette';

const COLORS = ['#000001', '#000002', '#000003', '#000004', '#000005'];
const ZERO = 5;
const UNKNOWN = 6;
const LOG: AbsoluteOptions = { valueScale: 'log', isPerRow: false };

function encoded(rows: Array<Array<number | null>>, options: Partial<AbsoluteOptions> = {}) {
  const frame = wideFrame(rows.map((values, i) => tableSeries(`t${i}`, values)));
  const grid = gridOf([frame], rows[0]?.length ?? 0);
  const scale = absoluteScale(grid, COLORS, commonLooks(createTheme()), { ...LOG, ...options }, String);
  const looks = rows.map((values, row) => {
    const into = new Uint8Array(values.length);
    scale.encode(
      row,
      Float64Array.from(values, (value) => value ?? NaN),
      into
    );
    return [...into];
  });
  return { looks, scale };
}

test.each<[string, Array<Array<number | null>>, Partial<AbsoluteOptions>, number[][]]>([
  ['orders of magnitude are equal steps', [[1, 10, 100, 1_000, 10_000]], {}, [[0, 1, 2, 3, 4]]],
  ['differences are, on a linear scale', [[0, 25, 50, 75, 100]], { valueScale: 'linear' }, [[0, 1, 2, 3, 4]]],
  ['zero and unknown have looks of their own', [[0, null, 1, 10_000]], {}, [[ZERO, UNKNOWN, 0, 4]]],
  ['negative values make the scale linear', [[-100, 0, 100]], {}, [[0, 2, 4]]],
  [
    'rows share a scale',
    [
      [1, 100],
      [100, 10_000],
    ],
    {},
    [
      [0, 2],
      [2, 4],
    ],
  ],
  [
    'or have their own',
    [
      [1, 100],
      [100, 10_000],
    ],
    { isPerRow: true },
    [
      [0, 4],
      [0, 4],
    ],
  ],
  ['a constant is in the middle', [[7, 7]], {}, [[2, 2]]],
  ['a constant zero is zero', [[0, 0]], {}, [[ZERO, ZERO]]],
  ['nothing known', [[null, null]], {}, [[UNKNOWN, UNKNOWN]]],
  ['ends that are set cut off', [[1, 10, 100, 1_000, 10_000]], { min: 10, max: 1_000 }, [[0, 0, 2, 4, 4]]],
  ['six orders of magnitude at most', [[1e-9, 1e6]], {}, [[0, 4]]],
])('%s', (_, rows, options, looks) => {
  expect(encoded(rows, options).looks).toEqual(looks);
});

test('the legend names the ends and the powers of ten between them', () => {
  expect(encoded([[1, 0, 10_000]]).scale.legend).toMatchObject([
    {
      ticks: [
        { at: 0, text: '1' },
        { text: '10' },
        { at: 0.5, text: '100' },
        { text: '1000' },
        { at: 1, text: '10000' },
      ],
    },
    { label: 'Zero' },
  ]);
});

test.each<[string, Array<Array<number | null>>, Partial<AbsoluteOptions>, string[]]>([
  ['on a linear scale the middle', [[0, 100]], { valueScale: 'linear' }, ['0', '50', '100']],
  ['a constant alone', [[7]], {}, ['7']],
  ['each row for itself', [[1, 2]], { isPerRow: true }, ['a row’s lowest', 'its highest']],
])('the legend of %s', (_, rows, options, texts) => {
  expect(encoded(rows, options).scale.legend[0]?.ticks?.map(({ text }) => text)).toEqual(texts);
});

test('there is no scale to explain when nothing is known', () => {
  expect(encoded([[null]]).scale.legend).toEqual([]);
});

test('a greater value never looks less, and outranks a lesser one in a shared cell', () => {
  const value = fc.double({ min: 0, max: 1e12, noNaN: true });
  fc.assert(
    fc.property(fc.array(value, { minLength: 2, maxLength: 20 }), (values) => {
      const sorted = values.toSorted((a, b) => a - b);
      const { looks, scale } = encoded([sorted]);
      const ranks = (looks[0] ?? []).map((look) => scale.rank[look] ?? NaN);
      expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
      expect(Math.min(...ranks)).toBeGreaterThan(scale.rank[UNKNOWN] ?? NaN);
    })
  );
});
