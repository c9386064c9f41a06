import { epochs } from './epochs';

const AT = Date.UTC(2026, 10, 16);

test('numbers stay the only copy', () => {
  const numbers = [null, AT, NaN] as number[];

  expect(epochs(numbers)).toBe(numbers);
  expect(epochs([])).toEqual([]);
});

test.each([
  ['texts', '2026-11-16T00:00:00Z'],
  ['texts with an offset', '2026-11-16T01:00:00+01:00'],
  ['dates', new Date(AT)],
])('%s are converted', (_, value) => {
  expect([...Array.from(epochs([null, value, 'no time', {}, AT]))]).toEqual([NaN, AT, NaN, NaN, AT]);
});
