import { createTheme } from '@grafana/data';

import { columnLayout } from '../layout/columnLayout';
import { DEFAULT_OPTIONS } from '../options';
import { scaleFor } from '../scale/scaleFor';
import { gridOf, tableSeries, wideFrame } from '../testing/trafficFrames';
import { RowEncoder } from './RowEncoder';

const range = { low: 100, high: 1_000 };

function encoderOf(values: Array<number | null>, width: number) {
  const grid = gridOf([wideFrame([tableSeries('jobs', values, range), tableSeries('other', values)])], values.length);
  const scale = scaleFor(grid, DEFAULT_OPTIONS, createTheme());
  const layout = columnLayout(grid.columns, width, 1);
  const encoder = new RowEncoder(grid, scale, layout);
  return { encoder, looks: (row: number) => Array.from(encoder.looksOf(row), (look) => scale.looks[look]) };
}

test('each column has its look where there is room', () => {
  const sides = encoderOf([50, 500, 5_000, null], 100).looks(0);

  expect(sides.map((look) => look?.edge?.side ?? look?.texture ?? 'within')).toEqual([
    'bottom',
    'within',
    'top',
    'hatch',
  ]);
});

test('where columns share a cell, the most telling one shows and is the one to describe', () => {
  const { encoder, looks } = encoderOf([500, 5_000, null, 500, 50, null], 2);

  expect(looks(0).map((look) => look?.edge?.side)).toEqual(['top', 'bottom']);
  expect([encoder.columnAt(0, 0), encoder.columnAt(0, 1)]).toEqual([1, 4]);
});

test('rows do not leave traces in one another', () => {
  const { looks } = encoderOf([50, 5_000], 100);
  const before = looks(0);

  looks(1);

  expect(looks(0)).toEqual(before);
});
