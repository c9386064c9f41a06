import fc from 'fast-check';

import { TILE_GAP, tileGrid } from './tileGrid';

// A panel of 24×5 grid cells with a title has 132 px for its tiles.
test.each([
  ['six in one row at 1,440 px', 6, 1370, 132, { columns: 6, rowHeight: 132, shape: 'tall' }],
  ['six in one row below a verdict', 6, 1390, 100, { columns: 6, rowHeight: 100, shape: 'tall' }],
  ['three by two at 1,024 px, without scrolling', 6, 950, 132, { columns: 3, rowHeight: 62, shape: 'wide' }],
  ['two by three where the panel is narrower', 6, 584, 132, { columns: 2, rowHeight: 62, shape: 'wide' }],
  ['two by three where it is high', 6, 400, 340, { columns: 2, rowHeight: 108, shape: 'tall' }],
  ['one column on a phone', 6, 330, 400, { columns: 1, rowHeight: 62, shape: 'wide' }],
  ['one tile', 1, 1370, 132, { columns: 1, rowHeight: 132, shape: 'tall' }],
  ['a panel without room', 6, 0, 0, { columns: 1, rowHeight: 62, shape: 'wide' }],
] as const)('%s', (_, count, width, height, grid) => {
  expect(tileGrid(count, width, height)).toEqual(grid);
});

test('a fixed number of columns is kept, up to one a tile', () => {
  expect(tileGrid(6, 400, 132, 4).columns).toBe(4);
  expect(tileGrid(2, 400, 132, 4).columns).toBe(2);
});

test('tiles fit the width and fill their rows as evenly as they can', () => {
  const length = fc.integer({ min: 0, max: 4000 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), length, length, (count, width, height) => {
      const { columns, rowHeight, shape } = tileGrid(count, width, height);
      const rows = Math.ceil(count / columns);

      expect(columns * rows - count).toBeLessThan(rows);
      expect(columns === 1 || columns * (shape === 'tall' ? 168 : 260) + (columns - 1) * TILE_GAP <= width).toBe(true);
      expect(rowHeight).toBeGreaterThanOrEqual(62);
    })
  );
});
