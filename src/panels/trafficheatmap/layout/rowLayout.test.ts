import fc from 'fast-check';

import { GROUP_GAP, MIN_ROW_HEIGHT, positionAt, rowLayout, rowsBetween } from './rowLayout';

const groups = [
  { name: 'a', rows: [4, 2] },
  { name: 'b', rows: [7] },
];

test('rows fill the height, and groups stand apart', () => {
  const layout = rowLayout(groups, 3 * 20 + GROUP_GAP, 0);

  expect(layout).toMatchObject({
    rows: Int32Array.of(4, 2, 7),
    tops: Float64Array.of(0, 20, 40 + GROUP_GAP),
    rowHeight: 20,
    groups: [
      { name: 'a', top: 0, height: 40 },
      { name: 'b', top: 40 + GROUP_GAP, height: 20 },
    ],
    height: 60 + GROUP_GAP,
  });
});

test.each([
  ['never too low to read', 10, 0, MIN_ROW_HEIGHT],
  ['nor higher than useful', 1_000, 0, 32],
  ['as high as the user says', 1_000, 6, 6],
])('%s', (_, available, fixed, rowHeight) => {
  expect(rowLayout(groups, available, fixed).rowHeight).toBe(rowHeight);
});

test('fourteen tables in six categories fit nine grid units of a dashboard without scrolling', () => {
  const categories = [2, 1, 4, 2, 2, 3].map((count, i) => ({ name: `c${i}`, rows: Array<number>(count).fill(0) }));
  const bodyHeight = 284 - 20 - 20;

  expect(rowLayout(categories, bodyHeight, 0)).toMatchObject({ rowHeight: 16, height: bodyHeight });
});

test('the rows in a window', () => {
  const layout = rowLayout(groups, 0, 20);

  expect(rowsBetween(layout, 0, 20)).toEqual({ first: 0, end: 1 });
  expect(rowsBetween(layout, 19, 45)).toEqual({ first: 0, end: 3 });
  expect(rowsBetween(layout, 21, 43)).toEqual({ first: 1, end: 2 });
  expect(rowsBetween(layout, 500, 600)).toEqual({ first: 3, end: 3 });
});

test('every height of a row leads back to it, and none between groups or outside', () => {
  const counts = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(
      counts,
      fc.integer({ min: 4, max: 40 }),
      fc.double({ min: -10, max: 700, noNaN: true }),
      (sizes, height, y) => {
        const layout = rowLayout(
          sizes.map((size, i) => ({ name: `${i}`, rows: Array<number>(size).fill(i) })),
          0,
          height
        );
        const inside = [...layout.tops].findIndex((top) => y >= top && y < top + height);
        expect(positionAt(layout, y)).toBe(inside);
      }
    )
  );
});
