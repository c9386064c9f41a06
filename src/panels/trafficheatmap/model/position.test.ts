import fc from 'fast-check';

import { positionOf } from './position';

const range = { low: 100, high: 1_000 };

test.each([
  ['the lower bound is within', 100, 0],
  ['the upper bound is within', 1_000, 0],
  ['half the lower bound', 50, Math.log10(0.5)],
  ['a tenth of the lower bound', 10, -1],
  ['a hundredth is no farther than a tenth', 1, -1],
  ['nothing at all', 0, -1],
  ['negative', -5, -1],
  ['twice the upper bound', 2_000, Math.log10(2)],
  ['ten times the upper bound', 10_000, 1],
  ['a thousand times is no farther than ten times', 1_000_000, 1],
])('%s', (_, value, position) => {
  expect(positionOf(value, range)).toBeCloseTo(position, 12);
});

test('a range that is open at one end', () => {
  expect(positionOf(-1e9, { low: -Infinity, high: 10 })).toBe(0);
  expect(positionOf(1e9, { low: 10, high: Infinity })).toBe(0);
});

test('positions grow with values, stay between -1 and 1 and are 0 just within the range', () => {
  const number = fc.double({ noNaN: true, min: -1e6, max: 1e6 });
  fc.assert(
    fc.property(fc.tuple(number, number), fc.tuple(number, number), (ends, values) => {
      const [low, high] = [Math.min(...ends), Math.max(...ends)];
      const [less, more] = [Math.min(...values), Math.max(...values)];
      const position = positionOf(less, { low, high });
      expect(position).toBeLessThanOrEqual(positionOf(more, { low, high }));
      expect(Math.abs(position)).toBeLessThanOrEqual(1);
      expect(position === 0).toBe(less >= low && less <= high);
    })
  );
});
