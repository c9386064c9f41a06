import fc from 'fast-check';

import { columnAt, type Stamp, type TimeColumns, timeColumns } from './timeColumns';

const vector = (stamps: number[], intervalMs?: number) => ({ stamps, intervalMs });
const bounds = ({ starts, ends }: TimeColumns) => Array.from(starts, (start, i) => [start, ends[i]]);

test('a point stands for the bucket that its time ends', () => {
  const columns = timeColumns([vector([10, 20, 30])], { from: 0, to: 30 }, 'end');

  expect(bounds(columns)).toEqual([
    [0, 10],
    [10, 20],
    [20, 30],
  ]);
});

test('or starts', () => {
  const columns = timeColumns([vector([0, 10, 20])], { from: 0, to: 30 }, 'start');

  expect(bounds(columns)).toEqual([
    [0, 10],
    [10, 20],
    [20, 30],
  ]);
});

test.each<[string, number[], Array<[number, number]>, number[]]>([
  [
    'between points',
    [10, 20, 50, 60],
    [
      [0, 10],
      [10, 20],
      [20, 40],
      [40, 50],
      [50, 60],
    ],
    [1, 1, 0, 1, 1],
  ],
  [
    'at either end of the range',
    [30, 40],
    [
      [0, 20],
      [20, 30],
      [30, 40],
      [40, 60],
    ],
    [0, 1, 1, 0],
  ],
])('a column fills a gap %s', (_, stamps, expected, stamped) => {
  const columns = timeColumns([vector(stamps, 10)], { from: 0, to: 60 }, 'end');

  expect(bounds(columns)).toEqual(expected);
  expect([...columns.stamped]).toEqual(stamped);
});

test('months, and days when clocks change, are buckets of their own length', () => {
  const months = [Date.UTC(2026, 0, 1), Date.UTC(2026, 1, 1), Date.UTC(2026, 2, 1), Date.UTC(2026, 3, 1)];
  const columns = timeColumns([vector(months)], { from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 3, 1) }, 'end');

  expect(bounds(columns)).toEqual(months.slice(1).map((end, i) => [months[i], end]));
});

test('points outside the range have no column', () => {
  const one = vector([10, 20, 30, 40, 50], 10);
  const columns = timeColumns([one], { from: 20, to: 40 }, 'end');

  expect([...(columns.placeOf.get(one)?.last ?? [])]).toEqual([-1, -1, 0, 1, -1]);
});

test('series with times of their own share a grid of buckets', () => {
  const vectors = [vector([1, 11, 21]), vector([4, 14, 24]), vector([6, 16, 26])];
  const columns = timeColumns(vectors, { from: 0, to: 30 }, 'end');

  expect(bounds(columns)).toEqual([
    [0, 10],
    [10, 20],
    [20, 30],
  ]);
  for (const one of vectors) {
    expect([...(columns.placeOf.get(one)?.last ?? [])]).toEqual([0, 1, 2]);
  }
});

test.each<[Stamp, number[], number[], number[]]>([
  ['end', [20, 40], [0, 2], [1, 3]],
  ['start', [0, 20], [0, 2], [1, 3]],
])('a series of a longer declared interval covers several columns, stamped at the %s', (stamp, stamps, first, last) => {
  const coarse = vector(stamps, 20);
  const fine = vector(stamp === 'end' ? [10, 20, 30, 40] : [0, 10, 20, 30], 10);
  const place = timeColumns([fine, coarse], { from: 0, to: 40 }, stamp).placeOf.get(coarse);

  expect([...(place?.first ?? [])]).toEqual(first);
  expect([...(place?.last ?? [])]).toEqual(last);
});

test('a lone point without an interval is wide enough to be seen', () => {
  const { starts, ends, stamped } = timeColumns([vector([50])], { from: 0, to: 240 }, 'end');

  const at = stamped.indexOf(1);
  expect((ends[at] ?? 0) - (starts[at] ?? 0)).toBe(10);
});

test('times that are missing, unsorted or repeated do no harm', () => {
  const one = vector([30, 10, 20, 20, NaN, null as unknown as number], 10);
  const columns = timeColumns([one], { from: 0, to: 30 }, 'end');

  expect(columns.count).toBe(3);
  expect([...(columns.placeOf.get(one)?.last ?? [])]).toEqual([2, 0, 1, 1, -1, -1]);
});

test.each<[Stamp, number, number]>([
  ['end', 10, 0],
  ['end', 10.5, 1],
  ['start', 10, 1],
  ['start', 9.5, 0],
  ['end', -1, -1],
  ['end', 31, -1],
])('stamped at the %s, time %d is in column %d', (stamp, time, column) => {
  const stamps = stamp === 'end' ? [10, 20, 30] : [0, 10, 20];
  expect(columnAt(timeColumns([vector(stamps)], { from: 0, to: 30 }, stamp), time)).toBe(column);
});

const stamps = fc.array(fc.integer({ min: -50, max: 150 }), { minLength: 1, maxLength: 40 });
const stamp = fc.constantFrom<Stamp>('end', 'start');

test('columns cover the range without holes or overlaps, and hold every point that they are said to hold', () => {
  fc.assert(
    fc.property(fc.array(stamps, { minLength: 1, maxLength: 4 }), stamp, (lists, side) => {
      const vectors = lists.map((list) => vector(list));
      const columns = timeColumns(vectors, { from: 0, to: 100 }, side);

      expect(columns.starts[0]).toBeLessThanOrEqual(0);
      expect(columns.ends.at(-1)).toBeGreaterThanOrEqual(100);
      for (let i = 0; i < columns.count; i++) {
        expect(columns.ends[i]).toBeGreaterThan(columns.starts[i] ?? Infinity);
        expect(i === 0 || columns.starts[i] === columns.ends[i - 1]).toBe(true);
      }
      for (const one of vectors) {
        columns.placeOf.get(one)?.last.forEach((column, i) => {
          const time = one.stamps[i] ?? NaN;
          const holds = column < 0 || (time >= (columns.starts[column] ?? 0) && time <= (columns.ends[column] ?? 0));
          expect(holds).toBe(true);
        });
      }
    })
  );
});
