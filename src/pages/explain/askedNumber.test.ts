import { DATASOURCE_ID } from '../../plugin/ids';
import { explainLink } from '../../views/explainLink';
import { askedNumber } from './askedNumber';

const datasource = { uid: 'headroom', type: DATASOURCE_ID };

/** The link as Grafana writes it for a row. */
function followed(service: string, services: string, environments: string): string {
  const { url } = explainLink(
    { refId: 'A', queryType: 'error_budget', groupBy: ['service'] },
    ['service'],
    ['service', 'severity']
  );
  const values: Record<string, string> = {
    __url_time_range: 'from=2026-11-01T00:00:00.000Z&to=1795867200000',
    'ds:queryparam': 'var-ds=headroom',
    'service:queryparam': services,
    'environment:queryparam': environments,
    '__data.fields.kpi:percentencode': 'availability',
    '__data.fields.service:percentencode': encodeURIComponent(service),
    '__data.fields.severity:percentencode': 'page',
  };
  const address = url.replaceAll(/\$\{([^}]+)\}/g, (_, name: string) => values[name] ?? `no ${name}`);
  return new URL(address, 'http://grafana').search;
}

test('the link of a row leads to the row: the same query, and what tells it from others', () => {
  const asked = askedNumber(
    followed('Größe & "q"', 'var-service=$__all', 'var-environment=a,b&var-environment=c'),
    datasource
  );

  expect(asked).toMatchObject({
    query: {
      datasource,
      queryType: 'error_budget',
      kpis: ['availability'],
      groupBy: ['service'],
      service: '.*',
      environment: '{a\\,b,c}',
    },
    labels: { service: 'Größe & "q"', severity: 'page' },
  });
  expect(asked?.range.from.toISOString()).toBe('2026-11-01T00:00:00.000Z');
  expect(asked?.range.to.toISOString()).toBe('2026-11-28T12:00:00.000Z');
});

test.each([
  ['nothing at all', ''],
  ['a query without a KPI', '?queryType=kpi'],
  ['a KPI without a query', '?kpi=availability'],
])('an address with %s names no number', (_, search) => {
  expect(askedNumber(search, datasource)).toBeUndefined();
});

test.each([
  ['of nothing', '', 'now'],
  ['of nonsense', '&to=yesterday-ish', 'now'],
  ['relative to now', '&to=now-1d/d', 'now-1d/d'],
])('the end of the time range %s', (_, search, to) => {
  expect(askedNumber(`?queryType=kpi&kpi=availability${search}`, datasource)?.range.raw.to).toBe(to);
});
