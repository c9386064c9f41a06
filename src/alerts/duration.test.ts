import { durationSeconds, durationText, everyText } from './duration';

test.each([
  ['30d', 2_592_000],
  ['1w', 604_800],
  ['1h30m', 5400],
  ['90s', 90],
  ['500ms', 0.5],
  ['0', 0],
  ['0s', 0],
  ['', undefined],
  ['5', undefined],
  ['5 m', undefined],
  ['dashboard', undefined],
])('"%s" is %s seconds', (text, seconds) => {
  expect(durationSeconds(text)).toBe(seconds);
});

test.each([
  [2_592_000, '30 days'],
  [86_400, '1 day'],
  [5400, '90 minutes'],
  [3600, '1 hour'],
  [61, '61 seconds'],
])('%s seconds are "%s"', (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});

test.each([
  [3600, 'hour'],
  [300, '5 minutes'],
  [600, '10 minutes'],
])('every %s seconds is every "%s"', (seconds, text) => {
  expect(everyText(seconds)).toBe(text);
});
