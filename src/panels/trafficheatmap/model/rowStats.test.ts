import fc from 'fast-check';

import { gridOf, tableSeries, wideFrame } from '../testing/trafficFrames';

const statsOf = (values: Array<number | null>, hours = values.length, expected?: { low: number; high: number }) =>
  gridOf([wideFrame([tableSeries('jobs', values, expected)])], hours).stats;

test('what is known of a row', () => {
  const stats = statsOf([5, 0, null, 20, -3], 5, { low: 1, high: 10 });

  expect(stats).toMatchObject({
    lowest: Float64Array.of(-3),
    lowestPositive: Float64Array.of(5),
    highest: Float64Array.of(20),
    mean: Float64Array.of(5.5),
    latest: Float64Array.of(-3),
    coverage: Float64Array.of(0.8),
    zeros: Uint32Array.of(1),
    below: Uint32Array.of(2),
    above: Uint32Array.of(1),
    known: Uint32Array.of(4),
  });
});

test('of a row of which nothing is known', () => {
  expect(statsOf([null, null])).toMatchObject({
    lowest: Float64Array.of(NaN),
    lowestPositive: Float64Array.of(NaN),
    highest: Float64Array.of(NaN),
    mean: Float64Array.of(NaN),
    latest: Float64Array.of(NaN),
    coverage: Float64Array.of(0),
  });
});

test('coverage counts the time before the data begins, and not the bucket that is still filling', () => {
  expect(statsOf([1, 1], 2.5).coverage[0]).toBe(1);
  expect(statsOf([1, 1], 4).coverage[0]).toBe(0.5);
});

test('anything but finite numbers is unknown', () => {
  const odd = [NaN, Infinity, '7', undefined, true] as unknown as number[];
  expect(statsOf(odd).known[0]).toBe(0);
});

test('the mean lies between the lowest and the highest', () => {
  const values = fc.array(fc.option(fc.double({ noNaN: true, min: -1e9, max: 1e9 })), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(values, (row) => {
      const { lowest, highest, mean, known } = statsOf(row);
      expect(known[0]).toBe(row.filter((value) => value !== null).length);
      fc.pre(known[0] !== 0);
      expect(mean[0]).toBeGreaterThanOrEqual((lowest[0] ?? NaN) - 1e-3);
      expect(mean[0]).toBeLessThanOrEqual((highest[0] ?? NaN) + 1e-3);
    })
  );
});
