import { setDataSourceSrv } from '@grafana/runtime';

import { upstreamExplore } from './upstreamExplore';

const SOURCES = [
  { pluginId: 'prometheus', uid: 'other', name: 'Other', type: 'prometheus', isDefault: false },
  { pluginId: 'prometheus', uid: 'main', name: 'Main', type: 'prometheus', isDefault: true },
  { pluginId: 'grafana-postgresql-datasource', uid: 'pg', name: 'Database', type: 'grafana-postgresql-datasource' },
];
const AT = '2026-11-20T12:00:00Z';

function withSources(sources: object[]) {
  const getList = ({ pluginId }: { pluginId: string }) =>
    sources.filter((source) => 'pluginId' in source && source.pluginId === pluginId);
  setDataSourceSrv({ getList } as unknown as Parameters<typeof setDataSourceSrv>[0]);
}

const panesOf = (url: string) => JSON.parse(new URL(url, 'http://grafana').searchParams.get('panes')!).headroom;

test('a PromQL query runs on the default data source, as an instant at its time', () => {
  withSources(SOURCES);

  const explore = upstreamExplore({ source: 'Prometheus', query: 'up{job="a"}', at: AT });

  expect(explore?.dataSource).toBe('Main');
  expect(panesOf(explore!.url)).toEqual({
    datasource: 'main',
    queries: [
      { refId: 'A', datasource: { uid: 'main', type: 'prometheus' }, expr: 'up{job="a"}', instant: true, range: false },
    ],
    range: { from: String(Date.parse(AT) - 3_600_000), to: String(Date.parse(AT)) },
  });
});

test('a query over a range runs over that range', () => {
  withSources(SOURCES);

  const explore = upstreamExplore({ source: 'Prometheus', query: 'up', from: '2026-11-19T12:00:00Z', to: AT });

  expect(panesOf(explore!.url)).toMatchObject({
    queries: [{ instant: false, range: true }],
    range: { from: String(Date.parse('2026-11-19T12:00:00Z')), to: String(Date.parse(AT)) },
  });
});

test('a statement runs on the first PostgreSQL', () => {
  withSources(SOURCES);

  const explore = upstreamExplore({ source: 'PostgreSQL', query: 'SELECT count(*) FROM tenants', from: AT, to: AT });

  expect(explore?.dataSource).toBe('Database');
  expect(panesOf(explore!.url).queries[0]).toMatchObject({ rawSql: 'SELECT count(*) FROM tenants', format: 'table' });
});

test.each([
  ['no data source of the kind', [], { source: 'Prometheus', query: 'up', at: AT }],
  ['a source that Grafana has no editor for', SOURCES, { source: 'Grafana', query: '/api/annotations', at: AT }],
  ['a statement with parameters', SOURCES, { source: 'PostgreSQL', query: 'SELECT $1::int', from: AT, to: AT }],
  ['the name of a view', SOURCES, { source: 'PostgreSQL', query: 'pg_stat_user_tables', at: AT }],
  ['no time', SOURCES, { source: 'Prometheus', query: 'up' }],
])('%s: no link', (_, sources, upstream) => {
  withSources(sources);

  expect(upstreamExplore(upstream)).toBeUndefined();
});
