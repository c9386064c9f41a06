import { FieldType, toDataFrame } from '@grafana/data';

import { gridOf, HOUR, hour, wideFrame } from '../testing/trafficFrames';
import { frameRowAt, readRow } from './readRow';

function read(...frames: Array<ReturnType<typeof toDataFrame>>) {
  const grid = gridOf(frames, 4);
  return grid.rows.map((row) => {
    const values = new Float64Array(grid.columns.count);
    readRow(row, grid.columns, values);
    return [...values];
  });
}

test('values stand in their columns, unknown ones are NaN', () => {
  expect(read(wideFrame([{ values: [1, null, 0, 4] }, { values: [5, 6, 7, 8] }]))).toEqual([
    [1, NaN, 0, 4],
    [5, 6, 7, 8],
  ]);
});

const points = (stamps: number[], values: Array<number | null>, interval = HOUR) =>
  toDataFrame({
    fields: [
      { name: 'time', type: FieldType.time, values: stamps, config: { interval } },
      { name: 'v', type: FieldType.number, values },
    ],
  });

test('of several points in one bucket the last known one counts', () => {
  expect(read(points([hour(1), hour(2), hour(2), hour(2), hour(3), hour(4)], [1, 2, 3, null, 4, 5]))).toEqual([
    [1, 3, 4, 5],
  ]);
});

test('a coarser series fills all of its bucket', () => {
  const fine = points([hour(1), hour(2), hour(3), hour(4)], [1, 2, 3, 4]);
  const coarse = points([hour(2), hour(4)], [20, 40], 2 * HOUR);

  expect(read(fine, coarse)).toEqual([
    [1, 2, 3, 4],
    [20, 20, 40, 40],
  ]);
});

test('the row of the frame that a column shows', () => {
  const wide = gridOf([points([hour(1), hour(2), hour(2)], [1, 2, null])], 3);
  const rowAt = (column: number) => wide.rows[0] && frameRowAt(wide.rows[0], wide.columns, column);
  expect([0, 1, 2].map(rowAt)).toEqual([0, 1, undefined]);

  const long = toDataFrame({
    fields: [
      { name: 'time', type: FieldType.time, values: [hour(1), hour(1), hour(2), hour(2)] },
      { name: 'host', type: FieldType.string, values: ['a', 'b', 'a', 'b'] },
      { name: 'v', type: FieldType.number, values: [1, 2, 3, 4] },
    ],
  });
  const grid = gridOf([long], 2);
  expect(grid.rows.map((row) => frameRowAt(row, grid.columns, 1))).toEqual([2, 3]);
});
