import { dateTime } from '@grafana/data';

import { exploreUrl } from './exploreUrl';

const QUERY = { refId: 'A', datasource: { uid: 'headroom' }, queryType: 'kpi' };
const START = dateTime(1_795_000_000_000);
const END = dateTime(1_795_500_000_000);

/** What Explore would show. */
const shown = (raw: { from: typeof START | string; to: typeof START | string }) => {
  const url = new URL(exploreUrl(QUERY, { from: START, to: END, raw }) ?? '', 'http://grafana');
  return { path: url.pathname, ...Object.values(JSON.parse(url.searchParams.get('panes') ?? '{}') as object)[0] };
};

test('Explore shows the query over the same range', () => {
  expect(shown({ from: 'now-30d', to: 'now' })).toEqual({
    path: '/explore',
    datasource: 'headroom',
    queries: [QUERY],
    range: { from: 'now-30d', to: 'now' },
  });
  expect(shown({ from: START, to: END }).range).toEqual({ from: '1795000000000', to: '1795500000000' });
});

test('a query that does not know its data source leads nowhere', () => {
  const raw = { from: 'now-1h', to: 'now' };

  expect(exploreUrl({ refId: 'A' }, { from: START, to: END, raw })).toBeUndefined();
});
