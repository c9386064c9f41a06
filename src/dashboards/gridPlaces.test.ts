import fc from 'fast-check';

import { GRID_WIDTH, gridPlaces } from './gridPlaces';

const wide = { width: 24, height: 5 };
const left = { width: 14, height: 8 };
const right = { width: 10, height: 6 };

test('panels as wide as the grid stand below each other', () => {
  expect([wide, { ...wide, height: 9 }, wide].map(gridPlaces())).toEqual([
    { x: 0, y: 0 },
    { x: 0, y: 5 },
    { x: 0, y: 14 },
  ]);
});

test('narrow panels stand beside each other, and the next row below the higher one', () => {
  expect([wide, left, right, wide].map(gridPlaces())).toEqual([
    { x: 0, y: 0 },
    { x: 0, y: 5 },
    { x: 14, y: 5 },
    { x: 0, y: 13 },
  ]);
});

test('no panel leaves the grid or covers another one', () => {
  const size = fc.record({ width: fc.integer({ min: 1, max: GRID_WIDTH }), height: fc.integer({ min: 1, max: 9 }) });
  fc.assert(
    fc.property(fc.array(size, { maxLength: 12 }), (sizes) => {
      const place = gridPlaces();
      const taken = new Set<string>();
      for (const { width, height } of sizes) {
        const { x, y } = place({ width, height });
        expect(x + width).toBeLessThanOrEqual(GRID_WIDTH);
        for (let cell = 0; cell < width * height; cell++) {
          const at = `${x + (cell % width)},${y + Math.floor(cell / width)}`;
          expect(taken.has(at)).toBe(false);
          taken.add(at);
        }
      }
    })
  );
});
