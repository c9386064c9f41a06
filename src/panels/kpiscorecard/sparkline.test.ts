import fc from 'fast-check';

import { sparklineShape } from './sparkline';

const MINUTE = 60_000;
const every = (values: Array<number | null>, stepMs?: number) => ({
  times: values.map((_, index) => index * MINUTE),
  values,
  stepMs,
});

test('a trend runs from the left to the right, low values at the bottom', () => {
  expect(sparklineShape(every([0, 5, 10]), null)).toEqual({ path: 'M0 94L50 50L100 6', targetY: undefined });
});

test('the target shares the scale', () => {
  expect(sparklineShape(every([10, 10]), 20)).toEqual({ path: 'M0 94L100 94', targetY: 6 });
  expect(sparklineShape(every([10, 10]), 10)).toEqual({ path: 'M0 50L100 50', targetY: 50 });
});

test('gaps stay gaps, and a lone point between two is a dot', () => {
  expect(sparklineShape(every([1, 1, null, 1, null, 1, 1]), null)?.path.match(/M[^M]*/g)).toEqual([
    'M0 50L16.67 50',
    'M50 50h0',
    'M83.33 50L100 50',
  ]);
});

test('a step that the series left out is a gap too', () => {
  const trend = { times: [0, MINUTE, 5 * MINUTE], values: [1, 1, 1], stepMs: MINUTE };

  expect(sparklineShape(trend, null)?.path.match(/M/g)).toHaveLength(2);
  expect(sparklineShape({ ...trend, stepMs: undefined }, null)?.path.match(/M/g)).toHaveLength(1);
});

test.each([
  ['nothing', every([])],
  ['nothing known', every([null, null])],
  ['no usable time', { times: [NaN], values: [1] }],
])('%s is no shape', (_, trend) => {
  expect(sparklineShape(trend, 1)).toBeUndefined();
});

test('10,000 points become few, and neither the spike nor the gap is lost', () => {
  const values: Array<number | null> = Array.from({ length: 10_000 }, () => 1);
  values[5_000] = 9;
  values[7_000] = null;
  const path = sparklineShape(every(values, MINUTE), null)!.path;

  expect(path.match(/[ML]/g)!.length).toBeLessThan(800);
  expect(path).toMatch(/ 6[LMh]/);
  expect(path.match(/M/g)).toHaveLength(2);
});

test('whatever the values, every point lies in the box', () => {
  const value = fc.oneof(fc.constant(null), fc.double({ min: -1e9, max: 1e9, noNaN: true }));
  fc.assert(
    fc.property(fc.array(value, { maxLength: 40 }), (values) => {
      const numbers = sparklineShape(every(values), 0)?.path.match(/-?[\d.]+(e[+-]?\d+)?/g) ?? [];

      expect(numbers.map(Number).every((number) => number >= 0 && number <= 100)).toBe(true);
    })
  );
});
