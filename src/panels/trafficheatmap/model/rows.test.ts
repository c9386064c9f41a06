import { toDataFrame } from '@grafana/data';

import { tableSeries, wideFrame } from '../testing/trafficFrames';
import { heatmapRows } from './rows';
import { readSeries } from './series';

const rowsOf = (...frames: Array<ReturnType<typeof wideFrame>>) =>
  heatmapRows(readSeries(frames).series, 'category', 'tier');

const withMeasure = (measure: string) => ({
  ...wideFrame([tableSeries('jobs', [1], { low: 10, high: 20 })]),
  meta: { custom: { measure } },
});

test('a row carries its group, its tier and the range expected of it', () => {
  expect(rowsOf(wideFrame([tableSeries('jobs', [1], { low: 10, high: 20 })]))).toMatchObject([
    { name: 'jobs', group: 'Content DB', tier: 'CRITICAL', expected: { low: 10, high: 20 }, holdsPositions: false },
  ]);
});

test.each([
  ['neither', {}, undefined],
  ['one end from the override', { expectedHigh: 5 }, { low: -Infinity, high: 5 }],
  ['an override over the data source', { expected: { low: 1, high: 2 }, expectedHigh: 9 }, { low: 1, high: 9 }],
  ['a reversed range', { expectedLow: 9, expectedHigh: 1 }, undefined],
  ['text', { expected: { low: '1', high: '2' } }, undefined],
  ['not an object', { expected: 7 }, undefined],
])('expected: %s', (_, custom, expected) => {
  expect(rowsOf(wideFrame([{ values: [1], config: { custom } }]))[0]?.expected).toEqual(expected);
});

test.each([
  ['operations', { low: 10, high: 20 }, false],
  ['position', { low: 10, high: 20 }, true],
  // The range is declared for operations.
  ['writes', undefined, false],
  ['rows_read', undefined, false],
])('the measure %s', (measure, expected, holdsPositions) => {
  expect(rowsOf(withMeasure(measure))).toMatchObject([{ measure, expected, holdsPositions }]);
});

test('frames of others have neither group, nor tier, nor measure', () => {
  const frame = toDataFrame({
    fields: [
      { name: 'time', values: [1] },
      { name: 'x', values: [1] },
    ],
    meta: { custom: 'anything' },
  });

  expect(rowsOf(frame)).toMatchObject([{ name: 'x', group: '', tier: '', measure: '' }]);
});
