import fc from 'fast-check';

import { tooltipPosition } from './tooltipPosition';

const view = { width: 1_000, height: 600 };
const tooltip = { width: 300, height: 200 };

test.each([
  ['right below', { x: 100, y: 100 }, { x: 114, y: 114 }],
  ['on the left near the right edge', { x: 900, y: 100 }, { x: 586, y: 114 }],
  ['above near the bottom', { x: 100, y: 500 }, { x: 114, y: 286 }],
])('%s', (_, anchor, corner) => {
  expect(tooltipPosition(anchor, tooltip, view)).toEqual(corner);
});

test('whatever fits into the window is wholly inside', () => {
  const length = (max: number) => fc.integer({ min: 1, max });
  fc.assert(
    fc.property(length(980), length(580), length(1_000), length(600), (width, height, x, y) => {
      const corner = tooltipPosition({ x, y }, { width, height }, view);
      expect(corner.x).toBeGreaterThanOrEqual(8);
      expect(corner.y).toBeGreaterThanOrEqual(8);
      expect(corner.x + width).toBeLessThanOrEqual(view.width - 8);
      expect(corner.y + height).toBeLessThanOrEqual(view.height - 8);
    })
  );
});
