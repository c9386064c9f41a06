import { BY_TENANTS, inOrder, nextOrder, type RowOrder } from './rowOrder';
import { scalingModel } from './scalingModel';
import { columns, projection, requirements } from './testing/scalingFrames';

const tenants = (frames: Parameters<typeof scalingModel>[0], order: RowOrder) =>
  inOrder(scalingModel(frames).rows, order).map((row) => row.tenants);

test.each([
  ['tenants', 'ascending', [100, 1_000, 5_000, 10_000]],
  ['tenants', 'descending', [10_000, 5_000, 1_000, 100]],
  ['emails_per_day', 'descending', [10_000, 5_000, 1_000, 100]],
  // Unknown amounts are last, whichever way.
  ['storage_gb', 'ascending', [100, 1_000, 5_000, 10_000]],
  ['storage_gb', 'descending', [5_000, 1_000, 100, 10_000]],
  ['no_such_column', 'descending', [100, 1_000, 5_000, 10_000]],
] as const)('by %s, %s', (columnId, direction, expected) => {
  expect(tenants([projection, requirements], { columnId, direction })).toEqual(expected);
});

test('ranges that start alike are told apart by their end', () => {
  const frame = columns(['tenants', [1, 2, 3]], ['use_low', [5, 5, 5]], ['use_high', [9, 7, 8]]);

  expect(tenants([frame], { columnId: 'use', direction: 'ascending' })).toEqual([2, 3, 1]);
});

test('a click sorts by that column, a second one the other way round', () => {
  const first = nextOrder(BY_TENANTS, 'cpu_cores');
  const second = nextOrder(first, 'cpu_cores');

  expect([first, second, nextOrder(second, 'cpu_cores')].map(({ direction }) => direction)).toEqual([
    'ascending',
    'descending',
    'ascending',
  ]);
});
