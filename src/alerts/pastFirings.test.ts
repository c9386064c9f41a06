import type { Firing, Series } from './history';
import { HEALTH_KPI_RULES } from './kinds/healthKpi';
import { TABLE_TRAFFIC } from './kinds/tableTraffic';
import { firingOf, pastFirings } from './pastFirings';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 1);

const ABOVE_1: Firing = {
  evaluator: { type: 'gt', params: [1] },
  noDataState: 'OK',
  forSeconds: 60,
  intervalSeconds: 60,
};

/** A point a minute from START on. */
const series = (name: string, values: Array<number | null>): Series => ({
  name,
  labels: { name },
  times: values.map((_, index) => START + index * MINUTE),
  values,
  stepMs: MINUTE,
});

/** What fired, in minutes from START. */
const told = (all: Series[], rule: Partial<Firing> = {}, endMinute = 10) => {
  const { firings, pendingOnly, spans, firingMs } = pastFirings(
    all,
    { ...ABOVE_1, ...rule },
    START + endMinute * MINUTE
  );
  return {
    firings: firings.map(({ series: { name }, from, to, worst, open }) => [
      name,
      (from - START) / MINUTE,
      (to - START) / MINUTE,
      worst,
      open,
    ]),
    pendingOnly,
    spans: spans.map(({ from, to }) => [(from - START) / MINUTE, (to - START) / MINUTE]),
    minutes: firingMs / MINUTE,
  };
};

test('firings of several series by time, and the time in which any fired counted once', () => {
  const a = series('a', [0, 0, 2, 4, 3, 0, 0, 0, 2, 2]);
  const b = series('b', [0, 2, 2, 5, 0, 0, 2, 0, 0, 0]);

  expect(told([a, b])).toEqual({
    firings: [
      ['b', 2, 4, 5, false],
      ['a', 3, 5, 4, false],
      ['a', 9, 10, 2, true],
    ],
    pendingOnly: 1,
    spans: [
      [2, 5],
      [9, 10],
    ],
    minutes: 4,
  });
});

test('firings that meet are one time', () => {
  const a = series('a', [2, 2, 0, 0, 0]);
  const b = series('b', [0, 0, 2, 2, 0]);

  expect(told([a, b], { forSeconds: 0 }).spans).toEqual([[0, 4]]);
});

test.each<[string, Firing['evaluator'], Array<number | null>, number | null]>([
  ['the highest above a bound', { type: 'gt', params: [1] }, [2, 4, 3], 4],
  ['the lowest below a bound', { type: 'lt', params: [5] }, [2, 4, 3], 2],
  ['the farthest outside a range', { type: 'outside_range', params: [-1, 1] }, [-2, -4, -3], -4],
  ['none where missing values fire', undefined, [null, null, null], null],
])('the worst value is %s', (_, evaluator, values, worst) => {
  expect(told([series('a', [...values])], { evaluator, forSeconds: 0 }, 3).firings).toEqual([['a', 0, 3, worst, true]]);
});

test('the worst value counts what came before it fired, too', () => {
  expect(told([series('a', [9, 2, 2, 0])], { forSeconds: 120 }).firings).toEqual([['a', 2, 3, 9, false]]);
});

test('a rule that breaches on missing values has a worst one where there was any', () => {
  const below: Partial<Firing> = { evaluator: { type: 'lt', params: [1] }, noDataState: 'Alerting', forSeconds: 0 };

  expect(told([series('a', [null, 0.5, null, 2])], below).firings).toEqual([['a', 0, 3, 0.5, false]]);
});

test('nothing at all', () => {
  expect(told([])).toEqual({ firings: [], pendingOnly: 0, spans: [], minutes: 0 });
});

test('what decides comes from the kind and the parameters', () => {
  const [availability] = HEALTH_KPI_RULES;

  expect(firingOf(availability!, { limit: 0.99, for: '1h30m', scope: {}, severity: 'page' }, 60)).toEqual({
    evaluator: { type: 'lt', params: [0.99] },
    noDataState: 'OK',
    forSeconds: 5400,
    intervalSeconds: 60,
  });
  expect(firingOf(TABLE_TRAFFIC, { limit: 2, for: '0s', scope: {}, severity: 'page' }, 300).evaluator).toEqual({
    type: 'outside_range',
    params: [-0.301, 0.301],
  });
});
