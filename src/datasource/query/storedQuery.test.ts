import type { HeadroomQuery } from '../../query/HeadroomQuery';
import type { QueryType } from './queryTypes';
import { problemsOf, withField, withoutAddedFormat, withType } from './storedQuery';

const stored = (query: object) => ({ refId: 'A', ...query }) as unknown as HeadroomQuery;

describe('problemsOf', () => {
  test.each([
    ['a complete query', { queryType: 'kpi', kpis: ['throughput'], window: '30d', format: 'table' }, []],
    ["Grafana's own fields", { queryType: 'kpi', hide: true, datasource: { uid: 'x' }, maxDataPoints: 10 }, []],
    ['an unknown type, which says so itself', { queryType: 'forecast', horizon: '30d' }, []],
    ['a missing type', { kpis: ['throughput'] }, []],
    [
      'a field of a newer version',
      { queryType: 'kpi', scenario: {} },
      ['scenario is not a field of kpi queries in this version'],
    ],
    [
      'a field of another type',
      { queryType: 'kpi', measure: 'writes' },
      ['measure is not a field of kpi queries in this version'],
    ],
    ['a text where a list belongs', { queryType: 'kpi', kpis: 'throughput' }, ['kpis is not a list of texts']],
    ['a list with a number', { queryType: 'traffic', tables: ['jobs', 1] }, ['tables is not a list of texts']],
    ['a list where a text belongs', { queryType: 'kpi', service: ['api'] }, ['service is not a text']],
    ['a text where a number belongs', { queryType: 'traffic_trend', limit: '10' }, ['limit is not a number']],
    ['a text among numbers', { queryType: 'projection', tenants: [100, '$n'] }, ['tenants is not a list of numbers']],
    [
      'a text where a choice of two belongs',
      { queryType: 'projection', includeCurrent: 'yes' },
      ['includeCurrent is not true or false'],
    ],
    ['null', { queryType: 'kpi', window: null }, ['window is not a text']],
    [
      'a later choice',
      { queryType: 'requirements', basis: 'measured' },
      ['basis can only be "guideline" in this version'],
    ],
    [
      'a format that the type lacks',
      { queryType: 'projection', format: 'numeric' },
      ['format can only be "table" in this version'],
    ],
  ])('%s', (_, query, reasons) => {
    expect(problemsOf(stored(query)).map(({ reason }) => reason)).toEqual(reasons);
  });
});

describe('withType', () => {
  test.each<[string, object, QueryType, object]>([
    [
      'keeps what both types take',
      { queryType: 'kpi', kpis: ['throughput'], service: '{a,b}', window: '7d', format: 'table' },
      'kpi_trend',
      { queryType: 'kpi_trend', kpis: ['throughput'], service: '{a,b}', window: '7d' },
    ],
    [
      'drops what the new type does not take',
      { queryType: 'traffic_trend', tables: ['jobs'], limit: 5, step: '1h', timeZone: 'UTC' },
      'kpi',
      { queryType: 'kpi', timeZone: 'UTC' },
    ],
    [
      'drops a format that is no choice any more',
      { queryType: 'kpi', format: 'numeric' },
      'projection',
      { queryType: 'projection' },
    ],
    [
      'drops a measure of another type',
      { queryType: 'traffic', measure: 'writes' },
      'error_budget_trend',
      { queryType: 'error_budget_trend' },
    ],
    [
      'keeps a measure between types that both have it',
      { queryType: 'traffic', measure: 'writes' },
      'traffic_trend',
      { queryType: 'traffic_trend', measure: 'writes' },
    ],
    [
      'keeps a format between types that both have it',
      { queryType: 'kpi', format: 'table' },
      'traffic',
      { queryType: 'traffic', format: 'table' },
    ],
    [
      'drops fields of another version',
      { queryType: 'forecast', horizon: '30d', tenants: 'x' },
      'projection',
      { queryType: 'projection' },
    ],
    [
      "keeps Grafana's own fields",
      { queryType: 'kpi', hide: false, datasource: { uid: 'x' }, key: 'k', intervalMs: 1 },
      'requirements',
      { queryType: 'requirements', hide: false, datasource: { uid: 'x' }, key: 'k', intervalMs: 1 },
    ],
  ])('%s', (_, query, type, expected) => {
    expect(withType(stored(query), type)).toEqual(stored(expected));
  });
});

test.each([undefined, '', []])('a field that is set to %j is taken out', (value) => {
  expect(withField(stored({ queryType: 'kpi', window: '7d' }), 'window', value)).toEqual(stored({ queryType: 'kpi' }));
});

describe('withField', () => {
  test.each([
    ['step', '1w', { queryType: 'delivery', window: '90d', format: 'table' }, { queryType: 'delivery', step: '1w' }],
    ['window', '30d', { queryType: 'delivery', step: '1w' }, { queryType: 'delivery', window: '30d' }],
    ['format', 'table', { queryType: 'delivery', step: '1w' }, { queryType: 'delivery', format: 'table' }],
    ['step', undefined, { queryType: 'delivery', step: '1w' }, { queryType: 'delivery' }],
    ['step', '1h', { queryType: 'kpi_trend', window: '30d' }, { queryType: 'kpi_trend', window: '30d', step: '1h' }],
  ])('%s set to %s takes out what does not go with it', (field, value, before, after) => {
    expect(withField(stored(before), field, value)).toEqual(stored(after));
  });
});

// As `callQueryMethod` of Grafana 12.3 does with a query that holds its type alone.
describe('the default format, added by Grafana to a query of any type,', () => {
  const withDefault = (query: object) => ({ queryType: 'kpi', format: 'table', refId: 'A', ...query }) as HeadroomQuery;

  test.each(['incidents', 'deployments', 'traffic_trend', 'kpi_trend'])(
    'goes from %s, which takes none',
    (queryType) => {
      expect(withoutAddedFormat(withDefault({ queryType }))).toEqual({ refId: 'A', queryType });
    }
  );

  test.each([
    ['a type that takes it', { queryType: 'traffic' }],
    ['a format of another kind, which the backend refuses', { queryType: 'incidents', format: 'logs' }],
    ['a query with fields of its own', { queryType: 'incidents', limit: 5 }],
    ['an unknown type', { queryType: 'forecast' }],
  ])('stays with %s', (_, query) => {
    expect(withoutAddedFormat(withDefault(query))).toEqual(withDefault(query));
  });
});
