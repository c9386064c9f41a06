import { kpiAnswer } from './kpiAnswer';
import { kpiTable } from './testing/kpiFrames';
import { verdict } from './verdict';

const of = (...rows: Array<[name: string, status: string]>) =>
  verdict(kpiAnswer([kpiTable(rows.map(([name, status]) => ({ name, status })))]).kpis);

test.each([
  ['all is well', of(['A', 'met'], ['B', 'met']), 'All 2 targets met', 'met'],
  ['a single target', of(['A', 'met']), '1 of 1 target met', 'met'],
  [
    'what is missed comes first, by name',
    of(['A', 'met'], ['Latency (p95)', 'missed'], ['Error ratio', 'missed']),
    '2 of 3 targets missed: Latency (p95), Error ratio',
    'missed',
  ],
  [
    'what is not known is never counted as good',
    of(['A', 'met'], ['B', 'insufficient_data'], ['C', 'no_source']),
    '1 of 3 targets met; 2 not known: B, C',
    'no_source',
  ],
  [
    'everything at once, with the worst status',
    of(['A', 'met'], ['B', 'at_risk'], ['C', 'error'], ['D', 'missed']),
    '1 of 4 targets missed: D; 1 at risk: B; 1 not known: C',
    'missed',
  ],
  [
    'a long list is cut',
    of(['A', 'missed'], ['B', 'missed'], ['C', 'missed'], ['D', 'missed'], ['E', 'missed']),
    'All 5 targets missed: A, B, C and 2 more',
    'missed',
  ],
  [
    'without any source there is nothing to count',
    of(['A', 'no_source'], ['B', 'no_source']),
    'No verdict on any of 2 targets: no source is connected',
    'no_source',
  ],
  [
    'nor with too little data',
    of(['A', 'insufficient_data']),
    'No verdict on the target: too little is known',
    'insufficient_data',
  ],
  ['no target has no say', of(['A', 'met'], ['MTTR', 'no_target']), '1 of 1 target met', 'met'],
])('%s', (_, found, text, status) => {
  expect(found).toEqual({ text, status });
});

test('without a verdict there is no sentence', () => {
  expect(of()).toBeUndefined();
  expect(of(['A', ''], ['B', 'no_target'])).toBeUndefined();
});
