import fc from 'fast-check';

import { timeColumns } from '../model/timeColumns';
import { cellAt, cellOfColumn, columnLayout, timeAt, xOf } from './columnLayout';

const columnsOf = (stamps: number[], to: number, interval = 1) =>
  timeColumns([{ stamps, intervalMs: interval }], { from: 0, to }, 'end');
const steps = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

test('a cell for each column, on whole pixels', () => {
  const layout = columnLayout(columnsOf([1, 2, 3], 3), 100, 1);

  expect([...layout.edges]).toEqual([0, 33, 67, 100]);
  expect([...layout.firstColumn]).toEqual([0, 1, 2, 3]);
});

test('on half pixels where the screen has them', () => {
  expect([...columnLayout(columnsOf([1, 2, 3], 3), 100, 2).edges]).toEqual([0, 33.5, 66.5, 100]);
});

test('columns narrower than a pixel share cells', () => {
  const layout = columnLayout(columnsOf(steps(1_000), 1_000), 300, 1);

  expect(layout.count).toBeLessThanOrEqual(300);
  expect(layout.count).toBeGreaterThanOrEqual(200);
});

test('a wide gap shares no cell with the narrow columns around it', () => {
  const columns = columnsOf([...steps(400), ...steps(400).map((step) => step + 600)], 1_000);
  const layout = columnLayout(columns, 250, 1);
  const gap = [...columns.stamped].indexOf(0);

  const cell = cellOfColumn(layout, gap);
  expect([layout.firstColumn[cell], layout.firstColumn[cell + 1]]).toEqual([gap, gap + 1]);
});

test('cells cover all columns and the whole width, each at least a pixel wide', () => {
  const gaps = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(gaps, fc.integer({ min: 1, max: 400 }), fc.constantFrom(1, 1.25, 2), (distances, width, ratio) => {
      let time = 0;
      const stamps = distances.map((distance) => (time += distance));
      const columns = columnsOf(stamps, time + 3);
      const layout = columnLayout(columns, width, ratio);

      expect(layout.edges[0]).toBe(0);
      expect(layout.edges[layout.count]).toBeCloseTo(width, 0);
      expect(layout.firstColumn[0]).toBe(0);
      expect(layout.firstColumn[layout.count]).toBe(columns.count);
      for (let cell = 0; cell < layout.count; cell++) {
        expect(layout.firstColumn[cell + 1]).toBeGreaterThan(layout.firstColumn[cell] ?? Infinity);
        expect((layout.edges[cell + 1] ?? 0) - (layout.edges[cell] ?? 0)).toBeGreaterThan(0.99 / ratio);
      }
      for (let column = 0; column < columns.count; column++) {
        const cell = cellOfColumn(layout, column);
        expect(layout.firstColumn[cell]).toBeLessThanOrEqual(column);
        expect(layout.firstColumn[cell + 1]).toBeGreaterThan(column);
      }
    })
  );
});

test('a pixel belongs to the cell that is painted there', () => {
  const layout = columnLayout(columnsOf([1, 2, 3], 3), 100, 1);

  expect([-1, 0, 32, 33, 66.5, 67, 99, 100].map((x) => cellAt(layout, x))).toEqual([-1, 0, 0, 1, 1, 2, 2, -1]);
});

test('times and places turn into each other, within the plot', () => {
  const columns = columnsOf([1, 2, 3, 4], 4);

  expect(xOf(columns, 1, 200)).toBe(50);
  expect(timeAt(columns, 50, 200)).toBe(1);
  expect([xOf(columns, -5, 200), xOf(columns, 99, 200)]).toEqual([0, 200]);
});
