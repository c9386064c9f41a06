import { DASHBOARDS } from '../dashboards/dashboards';
import { defaultParameters } from './defaults';
import { ruleKinds } from './ruleKinds';
import { shippedGroups } from './shippedRules';
import { SHIPPED_PROFILE } from './testing/shippedProfile';
import { ruleWords } from './words';

const RULE_KINDS = ruleKinds(SHIPPED_PROFILE);

const kind = (id: string) => RULE_KINDS.find((known) => known.id === id)!;
const proposed = (id: string) => defaultParameters(kind(id), SHIPPED_PROFILE);

test('ids are different, and leave a uid room for its suffix', () => {
  const ids = RULE_KINDS.map(({ id }) => id);

  expect(new Set(ids).size).toBe(ids.length);
  ids.forEach((id) => expect(id).toMatch(/^[a-z0-9-]{1,20}$/));
});

test('every rule leads to a panel of a dashboard that comes with the app, where one shows its number', () => {
  const panels = Object.values(DASHBOARDS).flatMap(({ uid, panels }) => panels.map(({ id }) => `${uid} ${id}`));
  const led = RULE_KINDS.flatMap(({ panel }) => (panel ? [`${panel.dashboardUid} ${panel.id}`] : []));

  expect(led.length).toBeGreaterThan(0);
  led.forEach((panel) => expect(panels).toContain(panel));
});

test.each([
  ['availability', 'Fires when availability over 30 days is below 99.9 % for 5 minutes.'],
  ['latency-p95', 'Fires when the 95th percentile of response times over 30 days is above 2 s for 5 minutes.'],
  ['error-ratio', 'Fires when the share of failed requests over 30 days is above 1 % for 5 minutes.'],
  [
    'throughput',
    'Fires when the highest request rate that was sustained in good health over 30 days is below 1000 req/min for 30 minutes.',
  ],
  [
    'change-failure',
    'Fires when the share of deployments that failed or caused an incident over 90 days is above 5 % for 1 hour.',
  ],
  ['no-verdict', 'Fires when a health KPI has no value over 30 days, whatever the reason, for 6 hours.'],
  ['evidence-missing', 'Fires when a signal was seen in less than 90 % of 1 hour for 15 minutes.'],
  [
    'burn-page',
    'Fires when an error budget burns so fast that 2 % of it within 1 hour, or 5 % of it within 6 hours would be gone.',
  ],
  [
    'burn-ticket',
    'Fires when an error budget burns so fast that 10 % of it within 1 day, or 10 % of it within 3 days would be gone.',
  ],
  [
    'table-traffic',
    "Fires when a table's operations over 1 hour are more than a factor of 2 outside its expected range for 15 minutes.",
  ],
])('%s in words', (id, words) => {
  expect(ruleWords(kind(id), proposed(id), SHIPPED_PROFILE)).toBe(words);
});

test('a rule kept to something, with a window of its own and nothing to wait for, in words', () => {
  const parameters = { ...proposed('error-ratio'), limit: 0.005, window: '1h', for: '0s', scope: { service: 'api' } };

  expect(ruleWords(kind('error-ratio'), parameters, SHIPPED_PROFILE)).toBe(
    'Fires when the share of failed requests over 1 hour is above 0.5 %, for service api alone.'
  );
});

test('every rule can be tried on the past, or says why not', () => {
  RULE_KINDS.forEach(({ trend, noTrend }) => expect(Boolean(trend)).toBe(noTrend === undefined));
});

describe('queries', () => {
  const parameters = { for: '5m', severity: 'page', window: '3m' } as const;

  test('a KPI, over its window, and over time', () => {
    const scope = { service: '{api,web}', environment: 'production' };
    const asked = { kpis: ['error_ratio'], window: '3m', ...scope };

    expect(kind('error-ratio').query({ ...parameters, scope })).toEqual({ queryType: 'kpi', ...asked });
    expect(kind('error-ratio').trend?.({ ...parameters, scope }, 7 * 86_400)).toEqual({
      queryType: 'kpi_trend',
      ...asked,
      step: '14m',
    });
  });

  test('tables, over their window, and in buckets as long as that', () => {
    const scope = { tables: ['jobs'], tiers: ['HIGH'], environment: 'production' };
    const asked = { measure: 'position', ...scope };

    expect(kind('table-traffic').query({ ...parameters, scope })).toEqual({
      queryType: 'traffic',
      window: '3m',
      ...asked,
    });
    expect(kind('table-traffic').trend?.({ ...parameters, scope }, 86_400)).toEqual({
      queryType: 'traffic_trend',
      step: '3m',
      maxPoints: 1000,
      ...asked,
    });
  });

  test('the burn-rate alerts of one severity, and their highest values over time', () => {
    const asked = { severities: ['page'], service: 'api' };

    expect(kind('burn-page').query({ ...parameters, scope: { service: 'api' } })).toEqual({
      queryType: 'error_budget',
      ...asked,
    });
    expect(kind('burn-page').trend?.({ ...parameters, scope: { service: 'api' } }, 30 * 86_400)).toEqual({
      queryType: 'error_budget_trend',
      measure: 'burn',
      ...asked,
      step: '60m',
    });
  });

  test('deployments, over their window; their weeks are no past of it', () => {
    const scope = { service: 'api', environment: 'staging' };

    expect(kind('change-failure').query({ ...parameters, scope })).toEqual({
      queryType: 'delivery',
      kpis: ['change_failure_ratio'],
      window: '3m',
      ...scope,
    });
    expect(kind('change-failure').trend).toBeUndefined();
  });

  test('the signals that KPIs rest on, or those that are chosen', () => {
    expect(kind('evidence-missing').query(proposed('evidence-missing'))).toEqual({
      queryType: 'coverage',
      signals: ['requests', 'request_duration', 'cpu_utilization', 'memory_utilization', 'table_activity'],
    });
    expect(kind('evidence-missing').query({ ...parameters, scope: { signals: ['probe'] } })).toEqual({
      queryType: 'coverage',
      signals: ['probe'],
      window: '3m',
    });
  });

  test('what is not chosen is left to the profile', () => {
    expect(kind('no-verdict').query({ for: '5m', severity: 'page', scope: {} })).toEqual({ queryType: 'kpi' });
    expect(kind('table-traffic').trend?.({ for: '5m', severity: 'page', scope: { tables: [] } }, 1)).toMatchObject({
      step: '1h',
    });
  });
});

describe('limits', () => {
  test.each([
    ['availability', 0.999, { type: 'lt', params: [0.999] }],
    ['latency-p95', 2, { type: 'gt', params: [2] }],
    ['error-ratio', 0.01, { type: 'gt', params: [0.01] }],
    ['throughput', 1000, { type: 'lt', params: [1000] }],
    ['cpu-utilization', 0.8, { type: 'gt', params: [0.8] }],
    ['change-failure', 0.05, { type: 'gt', params: [0.05] }],
    ['evidence-missing', 0.9, { type: 'lt', params: [0.9] }],
    ['memory-utilization', 0.8, { type: 'gt', params: [0.8] }],
    // log10(2)
    ['table-traffic', 2, { type: 'outside_range', params: [-0.301, 0.301] }],
  ])('%s is held against %s', (id, limit, evaluator) => {
    expect(proposed(id).limit).toBe(limit);
    expect(kind(id).limit?.evaluator(limit)).toEqual(evaluator);
  });

  test.each([
    ['availability', 0, 'Choose a bound above 0 % and up to 100 %.'],
    ['availability', 1.1, 'Choose a bound above 0 % and up to 100 %.'],
    ['availability', NaN, 'Choose a bound above 0 % and up to 100 %.'],
    ['availability', 1, undefined],
    ['latency-p95', -1, 'Choose a bound above 0 s.'],
    ['latency-p95', 100, undefined],
    ['table-traffic', 1, 'Choose a factor above 1 and below 10: a position says no more than that.'],
    // A position ends at 1, so a rule could wait for ever.
    ['table-traffic', 10, 'Choose a factor above 1 and below 10: a position says no more than that.'],
    ['table-traffic', 9.9, undefined],
  ])('%s with %s', (id, limit, refusal) => {
    expect(kind(id).limit?.refuse(limit)).toBe(refusal);
  });

  test('a profile without a target proposes no bound', () => {
    expect(defaultParameters(kind('error-ratio'), { ...SHIPPED_PROFILE, targets: {} }).limit).toBeUndefined();
  });
});

test('a file of every rule has none on signals that somebody has to map first', () => {
  const shipped = shippedGroups(SHIPPED_PROFILE).flatMap(({ rules }) => rules.map(({ uid }) => uid));

  expect(shipped).toHaveLength(RULE_KINDS.length - 1);
  expect(shipped).not.toContain('headroom-change-failure');
});
