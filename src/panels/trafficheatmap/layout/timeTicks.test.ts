import { timeTicks } from './timeTicks';

const utc = (text: string) => Date.parse(`${text}Z`);
const ticks = (from: string, to: string, most: number, zone = 'utc') =>
  timeTicks({ from: utc(from), to: utc(to) }, most, zone).map(({ time, text }) => [
    new Date(time).toISOString().slice(0, 16),
    text,
  ]);

test.each<[string, string, string, number, string[]]>([
  ['seconds', '2026-11-16T10:00:02', '2026-11-16T10:00:13', 3, ['10:00:05', '10:00:10']],
  ['minutes', '2026-11-16T10:02:00', '2026-11-16T10:16:00', 3, ['10:05', '10:10', '10:15']],
  ['hours, with the day at midnight', '2026-11-16T14:00:00', '2026-11-17T04:00:00', 3, ['18:00', '11/17']],
  ['days', '2026-11-16T12:00:00', '2026-11-19T12:00:00', 4, ['11/17', '11/18', '11/19']],
  [
    'weeks, which start on Mondays',
    '2026-11-01T00:00:00',
    '2026-11-30T00:00:00',
    5,
    ['11/02', '11/09', '11/16', '11/23', '11/30'],
  ],
  ['months', '2026-01-15T00:00:00', '2026-04-15T00:00:00', 4, ['2026-02', '2026-03', '2026-04']],
  ['years', '2020-06-01T00:00:00', '2026-06-01T00:00:00', 3, ['2022', '2024', '2026']],
])('%s', (_, from, to, most, texts) => {
  expect(ticks(from, to, most).map(([, text]) => text)).toEqual(texts);
});

test('days start at midnight of the time zone, also when clocks change', () => {
  expect(ticks('2026-10-24T00:00:00', '2026-10-27T12:00:00', 4, 'Europe/Berlin')).toEqual([
    ['2026-10-24T22:00', '10/25'],
    ['2026-10-25T23:00', '10/26'],
    ['2026-10-26T23:00', '10/27'],
  ]);
});

test('days after a midnight that the clocks skip start at midnight again', () => {
  expect(ticks('2026-04-22T22:00:00', '2026-04-26T12:00:00', 4, 'Africa/Cairo').slice(-2)).toEqual([
    ['2026-04-24T21:00', '04/25'],
    ['2026-04-25T21:00', '04/26'],
  ]);
});

test('hours stay round when clocks change', () => {
  const berlin = ticks('2026-10-24T22:00:00', '2026-10-26T11:00:00', 6, 'Europe/Berlin');

  expect(berlin.map(([, text]) => text)).toEqual(['10/25', '12:00', '10/26', '12:00']);
});

test.each([
  ['no room', '2026-11-16T00:00:00', '2026-11-17T00:00:00', 0],
  ['no time', '2026-11-16T00:00:00', '2026-11-16T00:00:00', 5],
])('none with %s', (_, from, to, most) => {
  expect(ticks(from, to, most)).toEqual([]);
});

test('never more than asked for, but for the one that both ends may add', () => {
  for (let days = 1; days < 4_000; days = Math.ceil(days * 1.7)) {
    const to = new Date(utc('2016-01-01T00:00:00') + days * 86_400_000).toISOString().slice(0, 19);
    expect(ticks('2016-01-01T00:00:00', to, 8).length).toBeLessThanOrEqual(9);
  }
});
