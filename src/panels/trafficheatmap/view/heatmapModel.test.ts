import { createTheme } from '@grafana/data';
import fc from 'fast-check';

import { columnLayout } from '../layout/columnLayout';
import { panelLayout } from '../layout/panelLayout';
import { rowOrder } from '../model/rowOrder';
import { DEFAULT_OPTIONS } from '../options';
import { scaleFor } from '../scale/scaleFor';
import { gridOf, hour, tableSeries, wideFrame } from '../testing/trafficFrames';
import { boxOf, cellId, cellPlace, heatmapModel, hitTest, placeOf } from './heatmapModel';

function modelOf(width: number, height = 300, options = {}) {
  const values = Array.from({ length: 48 }, (_, i) => (i < 24 ? i * 10 : null));
  const names = Array.from({ length: 30 }, (_, i) => `table_${i}`);
  const series = names.map((name, i) => tableSeries(name, values, undefined, { category: `c${i % 3}` }));
  const grid = gridOf([wideFrame(series)], 60, options);
  const groups = rowOrder(grid.rows, grid.stats, [], DEFAULT_OPTIONS);
  const layout = panelLayout(grid, groups, { width, height, rowHeight: 0, showLegend: true }, (text) => text.length);
  const columns = columnLayout(grid.columns, layout.plotWidth, 1);
  return heatmapModel(grid, scaleFor(grid, DEFAULT_OPTIONS, createTheme()), layout, columns);
}

test('the middle of a cell’s box is a hit on the cell', () => {
  const model = modelOf(600);
  const position = fc.integer({ min: 0, max: 29 });
  fc.assert(
    fc.property(position, fc.integer({ min: 0, max: model.columns.count - 1 }), (row, cell) => {
      const { left, top, width, height } = boxOf(model, { position: row, cell });
      expect(hitTest(model, left + width / 2, top + height / 2)).toEqual({ position: row, cell });
    })
  );
});

test.each([
  ['left of the plot', -1, 5],
  ['right of it', 10_000, 5],
  ['below it', 5, 10_000],
])('%s is no hit', (_, x, y) => {
  expect(hitTest(modelOf(600), x, y)).toBeUndefined();
});

test.each([
  ['stamped at the end', 600, 'end'],
  ['stamped at the start', 600, 'start'],
  ['with cells that several columns share', 110, 'end'],
])('a cell is found again by its name and time, %s', (_, width, stamp) => {
  const model = modelOf(width, 300, { stamp });
  for (let cell = 0; cell < model.columns.count; cell++) {
    const place = { position: 7, cell };
    expect(placeOf(model, cellId(model, place))).toEqual(place);
  }
});

test('also in another size and order', () => {
  const id = cellId(modelOf(600), { position: 7, cell: 12 });

  expect(id.time).toBe(hour(13));
  expect(placeOf(modelOf(900, 700), id)).toEqual({ position: 7, cell: 12 });
});

test('a cell that is gone is not found', () => {
  expect(placeOf(modelOf(600), { name: 'dropped', time: hour(3) })).toBeUndefined();
  expect(placeOf(modelOf(600), { name: 'table_1', time: hour(999) })).toBeUndefined();
});

test('a place stands for a row and the column that shows there', () => {
  const model = modelOf(600);

  expect(cellPlace(model, { position: 0, cell: 5 })).toEqual({ row: 0, column: 5, shared: 1 });
  // Groups stand together: the second row shown is the fourth of the data.
  expect(cellPlace(model, { position: 1, cell: 5 })).toEqual({ row: 3, column: 5, shared: 1 });
});
