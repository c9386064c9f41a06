import { TABLE_LIST } from './tableList';
import { linkedToTables } from './tableLinks';
import { CHOSEN_TABLE_TRAFFIC, TABLE_TRAFFIC } from './tableTraffic';

test('a link to another place keeps the time range, the data source and the environments', () => {
  expect(linkedToTables(TABLE_TRAFFIC, '/d/headroom-traffic').fieldConfig.defaults.links).toEqual([
    {
      title: 'Show ${__field.labels.table}',
      url: '/d/headroom-traffic?${__url_time_range}&${ds:queryparam}&${environment:queryparam}&var-table=${__field.labels.table}',
    },
  ]);
});

test.each([
  ['a series', CHOSEN_TABLE_TRAFFIC.fieldConfig.defaults.links, '${__field.labels.table}'],
  ['a row', TABLE_LIST.fieldConfig.overrides[0]?.properties.find(({ id }) => id === 'links')?.value, '${__value.raw}'],
])('a link of %s picks its table in place, and keeps the rest of the address', (_, links, table) => {
  expect(links).toEqual([
    { title: `Show ${table} below`, url: `\${__url.path}\${__url.params:exclude:var-table}&var-table=${table}` },
  ]);
});
