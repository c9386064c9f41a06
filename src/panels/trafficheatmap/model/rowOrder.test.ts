import { DEFAULT_OPTIONS, type HeatmapOptions } from '../options';
import { gridOf, tableSeries, wideFrame } from '../testing/trafficFrames';
import { rowOrder } from './rowOrder';

const range = { low: 10, high: 100 };
const grid = gridOf(
  [
    wideFrame([
      tableSeries('jobs 10', [50, 50], range, { category: 'Queue', tier: 'HIGH' }),
      tableSeries('clicks', [500, 20], range, { category: 'Content', tier: 'CRITICAL' }),
      tableSeries('jobs 9', [null, 5], range, { category: 'Queue', tier: 'SOMETHING' }),
      tableSeries('opens', [null, null], range, { category: 'Content', tier: '' }),
    ]),
  ],
  2
);

const ordered = (options: Partial<HeatmapOptions> = {}, filters: string[] = []) =>
  rowOrder(grid.rows, grid.stats, filters, { ...DEFAULT_OPTIONS, ...options }).map(
    ({ name, rows }) => `${name}: ${rows.map((row) => grid.rows[row]?.name).join(', ')}`
  );

test('rows stand with their group, groups in the order of their first row', () => {
  expect(ordered()).toEqual(['Queue: jobs 10, jobs 9', 'Content: clicks, opens']);
});

test.each<[HeatmapOptions['sortBy'], boolean, string[]]>([
  ['name', false, ['Content: clicks, opens', 'Queue: jobs 9, jobs 10']],
  ['name', true, ['Content: opens, clicks', 'Queue: jobs 10, jobs 9']],
  ['tier', false, ['Content: clicks, opens', 'Queue: jobs 10, jobs 9']],
  ['mean', true, ['Content: clicks, opens', 'Queue: jobs 10, jobs 9']],
  // What is unknown comes last in either direction.
  ['latest', false, ['Queue: jobs 9, jobs 10', 'Content: clicks, opens']],
  ['outside', true, ['Content: clicks, opens', 'Queue: jobs 9, jobs 10']],
  ['unknown', true, ['Content: opens, clicks', 'Queue: jobs 9, jobs 10']],
])('sorted by %s, descending %p', (sortBy, sortDescending, groups) => {
  expect(ordered({ sortBy, sortDescending })).toEqual(groups);
});

test.each([
  ['part of a name, in any case', ['JOBS'], ['Queue: jobs 10, jobs 9']],
  ['a group', ['content'], ['Content: clicks, opens']],
  ['a tier', ['critical'], ['Content: clicks']],
  ['a regular expression', ['/^(clicks|opens)$/'], ['Content: clicks, opens']],
  ['every one of several', ['jobs', '9'], ['Queue: jobs 9']],
  ['nothing that matches', ['zzz'], []],
  ['an expression that is not finished is looked for as it is', ['/jobs(/'], []],
])('filtered by %s', (_, filters, groups) => {
  expect(ordered({}, filters)).toEqual(groups);
});

test('only rows that left their range, or that are not known throughout', () => {
  expect(ordered({ show: 'outside' })).toEqual(['Content: clicks', 'Queue: jobs 9']);
  expect(ordered({ show: 'unknown' })).toEqual(['Queue: jobs 9', 'Content: opens']);
});
