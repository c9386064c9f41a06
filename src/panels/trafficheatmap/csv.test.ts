import { csvLines } from './csv';
import { gridOf, tableSeries, wideFrame } from './testing/trafficFrames';

const HEADER = ['from', 'to', 'name', 'group', 'tier', 'measure', 'value', 'expected_low', 'expected_high', 'position'];
const FIRST = ['2026-11-16T00:00:00Z', '2026-11-16T01:00:00Z'];
const SECOND = ['2026-11-16T01:00:00Z', '2026-11-16T02:00:00Z'];

const traffic = wideFrame([tableSeries('jobs', [0.25, null], { low: 3, high: 30 }), tableSeries('opens', [12, -1])]);

test('a bucket of a row is a line, with its range and position', () => {
  expect([...csvLines(gridOf([traffic], 2), [0])]).toEqual([
    HEADER,
    [...FIRST, 'jobs', 'Content DB', 'CRITICAL', '', 0.25, 3, 30, -1],
    [...SECOND, 'jobs', 'Content DB', 'CRITICAL', '', null, 3, 30, null],
  ]);
});

test('rows come in the order given; without a range there is no position', () => {
  const lines = [...csvLines(gridOf([traffic], 2), [1, 0])];

  expect(lines.slice(1).map((line) => line[2])).toEqual(['opens', 'opens', 'jobs', 'jobs']);
  expect(lines[2]?.slice(6)).toEqual([-1, null, null, null]);
});

test('of a half-open range the open end is unknown', () => {
  const frame = wideFrame([{ values: [5], config: { custom: { expectedHigh: 2 } } }]);

  expect([...csvLines(gridOf([frame], 1), [0])][1]?.slice(6)).toEqual([5, null, 2, Math.log10(2.5)]);
});

test('a measured position is itself the value', () => {
  const frame = { ...traffic, meta: { custom: { measure: 'position' } } };

  expect([...csvLines(gridOf([frame], 2), [0])][1]?.slice(5)).toEqual(['position', 0.25, 3, 30, 0.25]);
});

test('a time beyond what dates can hold is empty', () => {
  const grid = gridOf([traffic], 2);
  const columns = { ...grid.columns, starts: Float64Array.of(-1e300, grid.columns.starts[1] ?? 0) };

  expect([...csvLines({ ...grid, columns }, [0])][1]?.slice(0, 2)).toEqual(['', FIRST[1]]);
});
