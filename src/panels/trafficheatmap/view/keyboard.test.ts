import fc from 'fast-check';

import { placeAfterKey } from './keyboard';

const extent = { positions: 50, cells: 100, page: 10 };
const from = { position: 20, cell: 30 };

test.each([
  ['ArrowUp', false, { position: 19, cell: 30 }],
  ['ArrowDown', false, { position: 21, cell: 30 }],
  ['ArrowLeft', false, { position: 20, cell: 29 }],
  ['ArrowRight', false, { position: 20, cell: 31 }],
  ['PageUp', false, { position: 10, cell: 30 }],
  ['PageDown', false, { position: 30, cell: 30 }],
  ['Home', false, { position: 20, cell: 0 }],
  ['End', false, { position: 20, cell: 99 }],
  ['Home', true, { position: 0, cell: 0 }],
  ['End', true, { position: 49, cell: 99 }],
  ['Tab', false, undefined],
])('%s with Ctrl %p', (key, ctrlKey, place) => {
  expect(placeAfterKey({ key, ctrlKey }, from, extent)).toEqual(place);
});

test('no key leads out of the heatmap', () => {
  const keys = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End'];
  const key = fc.record({ key: fc.constantFrom(...keys), ctrlKey: fc.boolean() });
  fc.assert(
    fc.property(
      fc.array(key),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 5 }),
      (pressed, positions, cells) => {
        const end = pressed.reduce((place, one) => placeAfterKey(one, place, { positions, cells, page: 3 }) ?? place, {
          position: 0,
          cell: 0,
        });
        expect(end.position).toBeGreaterThanOrEqual(0);
        expect(end.position).toBeLessThan(positions);
        expect(end.cell).toBeGreaterThanOrEqual(0);
        expect(end.cell).toBeLessThan(cells);
      }
    )
  );
});
