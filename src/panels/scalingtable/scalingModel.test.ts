import { FieldType, toDataFrame } from '@grafana/data';

import { scalingModel } from './scalingModel';
import { columns, projection, requirements, STORAGE_NOTICE } from './testing/scalingFrames';

const cell = (model: ReturnType<typeof scalingModel>, tenants: number, column: string) =>
  model.rows.find((row) => row.tenants === tenants)?.cells.get(column);

test('projection and requirements join on their tenants', () => {
  const model = scalingModel([projection, requirements]);

  expect(model.columns.map(({ title, kind }) => [title, kind])).toEqual([
    ['Tenants', 'tenants'],
    ['Emails/day', 'range'],
    ['Concurrent users', 'range'],
    ['DB connections', 'amount'],
    ['Redis memory', 'amount'],
    ['CPU cores', 'amount'],
    ['Storage', 'amount'],
  ]);
  expect(model.rows.map(({ tenants, isExtrapolated }) => [tenants, isExtrapolated])).toEqual([
    [100, false],
    [1_000, false],
    [5_000, false],
    [10_000, true],
  ]);
  expect(cell(model, 5_000, 'concurrent_users')).toEqual({ low: 25_000, high: 150_000 });
  expect(cell(model, 1_000, 'storage_gb')).toEqual({ low: 34.14, high: 34.14 });
});

test('the order of the frames decides that of the columns alone', () => {
  const model = scalingModel([requirements, projection]);

  expect(model.columns[1]?.id).toBe('db_connections');
  expect(cell(model, 100, 'emails_per_day')).toEqual({ low: 10_000, high: 50_000 });
});

test('what is beyond the model is unknown, for the reason that the data source gives', () => {
  const model = scalingModel([requirements]);

  expect(cell(model, 10_000, 'storage_gb')).toEqual({ low: null, high: null });
  expect(model.columns.find(({ id }) => id === 'storage_gb')?.unknownReason).toBe(STORAGE_NOTICE);
});

test('tenants that only one frame has keep a row', () => {
  const model = scalingModel([
    columns(['tenants', [3]], ['cpu_cores', [4]]),
    columns(['tenants', [2]], ['disks', [1]]),
  ]);

  expect(model.rows.map(({ tenants }) => tenants)).toEqual([2, 3]);
  expect(cell(model, 2, 'cpu_cores')).toBeUndefined();
});

test('of the same amount for the same tenants the first known one counts', () => {
  const frame = columns(['tenants', [1, 1, 1]], ['cpu_cores', [null, 2, 3]]);

  expect(cell(scalingModel([frame, frame]), 1, 'cpu_cores')).toEqual({ low: 2, high: 2 });
  expect(scalingModel([frame, frame]).rows).toHaveLength(1);
});

test('one end of a range without the other is an amount', () => {
  expect(scalingModel([columns(['tenants', [1]], ['price_low', [2]])]).columns[1]).toMatchObject({
    id: 'price_low',
    kind: 'amount',
  });
});

test('rows without a number of tenants, and text columns, are left out', () => {
  const frame = toDataFrame({
    fields: [
      { name: 'tenants', type: FieldType.number, values: [null, NaN, 7] },
      { name: 'region', type: FieldType.string, values: ['a', 'b', 'c'] },
      { name: 'cpu_cores', type: FieldType.number, values: [1, 2, NaN] },
    ],
  });
  const model = scalingModel([frame]);

  expect(model.rows).toEqual([
    { tenants: 7, isExtrapolated: false, cells: new Map([['cpu_cores', { low: null, high: null }]]) },
  ]);
});

test('the row that the data source marks is that of the tenants there are now', () => {
  const frame = (counts: number[], current: unknown[]) =>
    columns(['tenants', counts], ['cpu_cores', counts], ['current', current]);

  expect(scalingModel([projection, frame([1_000, 1_800], [false, true])]).currentTenants).toBe(1_800);
  expect(scalingModel([frame([1_000, 1_800], [false, null])]).currentTenants).toBeUndefined();
});

test.each([
  ['no frame', [], 0],
  ['an answer without rows, which has no columns', [toDataFrame({ fields: [] })], 0],
  ['a frame of something else', [toDataFrame([{ kpi: 'availability' }])], 1],
  ['tenants that are text alone', [toDataFrame([{ tenant: 'a' }])], 1],
])('%s has no row', (_, frames, otherFrames) => {
  expect(scalingModel(frames)).toEqual({ columns: [], rows: [], otherFrames });
});
