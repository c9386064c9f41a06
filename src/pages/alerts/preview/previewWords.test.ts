import { dateTimeFormat } from '@grafana/data';

import type { Series } from '../../../alerts/history';
import type { Past } from '../../../alerts/pastFirings';
import { historyWords, previewWords } from './previewWords';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 1);

const series: Series = { name: 'a', labels: {}, times: [START, START + MINUTE], values: [1, 2], stepMs: MINUTE };
const NONE: Past = { firings: [], pendingOnly: 0, spans: [], firingMs: 0 };
const firing = (from: number, to: number, open = false) => ({ series, from, to, open, worst: 2 });
const fired = (...firings: Past['firings']): Past => ({ ...NONE, firings, firingMs: 41 * MINUTE });

test.each<[string, Past]>([
  ['Would not have fired: there was no breach.', NONE],
  ['Would not have fired: there was one breach, none for as long as 5 minutes.', { ...NONE, pendingOnly: 1 }],
  ['Would not have fired: there were 3 breaches, none for as long as 5 minutes.', { ...NONE, pendingOnly: 3 }],
  [`Would have fired once, 41m in all, on ${dateTimeFormat(START)}.`, fired(firing(START, START + MINUTE))],
  [
    `Would have fired 2 times, 41m in all, last on ${dateTimeFormat(START + MINUTE)}. It would still be firing.`,
    fired(firing(START, START + MINUTE), firing(START + MINUTE, START + 2 * MINUTE, true)),
  ],
])('%s', (words, past) => {
  expect(previewWords(past, 300)).toBe(words);
});

test('how exact it is, and since when', () => {
  const late = { ...series, values: [null, 2] };

  expect(historyWords([series], START)).toBe('Seen every minute: what is shorter is missed, or counts for as long.');
  expect(historyWords([late], START - 5 * MINUTE)).toContain(
    `The first value is of ${dateTimeFormat(START + MINUTE)}.`
  );
});
