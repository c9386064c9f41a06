import { csvLines } from './csv';
import { scalingModel } from './scalingModel';
import { columns, requirements } from './testing/scalingFrames';

const lines = (...frames: Parameters<typeof scalingModel>[0]) => {
  const model = scalingModel(frames);
  return csvLines(model.columns, model.rows);
};

test('numbers are as they came, those that are not known null', () => {
  expect(lines(requirements)).toEqual([
    ['tenants', 'db_connections', 'redis_memory_gb', 'cpu_cores', 'storage_gb', 'extrapolated'],
    [100, 20, 1, 2, 10, false],
    [1_000, 71.428571428571, 38.081, 13.388, 34.14, false],
    [5_000, 300.00000000000006, 64, 64, 8_000, false],
    [10_000, 585.714285714, 75.16, 127.3, null, true],
  ]);
});

test('a range has a column for each end, a missing row none of either', () => {
  const range = columns(['tenants', [1]], ['use_low', [2.5]], ['use_high', [null]]);

  expect(lines(range, columns(['tenants', [9]]))).toEqual([
    ['tenants', 'use_low', 'use_high', 'extrapolated'],
    [1, 2.5, null, false],
    [9, null, null, false],
  ]);
});
