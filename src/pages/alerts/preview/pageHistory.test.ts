import { chosenHistory, pageHistory } from './pageHistory';

const HOUR = 3_600_000;

beforeEach(() => {
  jest.useFakeTimers({ now: Date.UTC(2026, 10, 24, 12) });
});

afterEach(() => {
  jest.useRealTimers();
});

test.each<[string | null, string | null, string | undefined, number, number]>([
  [null, null, 'now-30d', 720, 0],
  ['now-24h', 'now', 'now-24h', 24, 0],
  ['now-2d', 'now-1d', undefined, 48, 24],
  ['1795435200000', '1795521600000', undefined, 24, 0],
  ['2026-11-23T12:00:00Z', '2026-11-24T00:00:00Z', undefined, 24, 12],
  ['soon', 'now', 'now-30d', 720, 0],
  ['now', 'now-1h', 'now-30d', 720, 0],
  ['now-24h', null, 'now-30d', 720, 0],
])('from %s to %s is the history %s, from %d to %d hours ago', (fromText, toText, chosen, from, to) => {
  const range = pageHistory(fromText, toText);

  expect(chosenHistory(range)).toBe(chosen);
  expect((Date.now() - range.from.valueOf()) / HOUR).toBeCloseTo(from, 0);
  expect((Date.now() - range.to.valueOf()) / HOUR).toBeCloseTo(to, 0);
});
