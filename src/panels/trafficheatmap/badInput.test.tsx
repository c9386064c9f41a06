import { type DataFrame, FieldType, toDataFrame } from '@grafana/data';
import { render, screen, within } from '@testing-library/react';

import { panelProps } from '../shared/testing/panelProps';
import { DEFAULT_OPTIONS } from './options';
import { HOUR, hour, tableSeries, wideFrame } from './testing/trafficFrames';
import { TrafficHeatmapPanel } from './TrafficHeatmapPanel';

const HOURS = 168;
const week = (value: (i: number) => number | null) => Array.from({ length: HOURS }, (_, i) => value(i));

/** What the table for screen readers says of each row: name, tier, lowest, highest and known share. */
function rowsOf(...frames: DataFrame[]) {
  render(<TrafficHeatmapPanel {...panelProps(frames, DEFAULT_OPTIONS)} />);
  const [, ...rows] = screen.getAllByRole('row');
  return rows.map((row) => {
    const cells = [...row.children].map((cell) => cell.textContent);
    return [0, 2, 3, 5, 10].map((column) => cells[column]);
  });
}

const legend = () =>
  within(screen.getByRole('list', { name: 'Legend' }))
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);

test('one point in one row', () => {
  const frame = toDataFrame({
    fields: [
      { name: 'time', type: FieldType.time, values: [hour(100)] },
      { name: 'value', type: FieldType.number, values: [42], labels: { table: 'jobs' } },
    ],
  });

  expect(rowsOf(frame)).toEqual([['jobs', '', '42', '42', expect.stringMatching(/^\d(\.\d+)?%$/)]]);
});

test('nothing known draws gaps, without a scale that would stand for nothing', () => {
  expect(
    rowsOf(
      wideFrame([
        tableSeries(
          'a',
          week(() => null)
        ),
        tableSeries(
          'b',
          week(() => NaN)
        ),
      ])
    )
  ).toEqual([
    ['a', 'CRITICAL', 'unknown', 'unknown', '0%'],
    ['b', 'CRITICAL', 'unknown', 'unknown', '0%'],
  ]);
  expect(legend()).toEqual(['Value', 'Unknown']);
});

test('what is not finite is unknown', () => {
  expect(
    rowsOf(
      wideFrame([
        tableSeries(
          'a',
          week((i) => [NaN, Infinity, -Infinity, 5][i % 4]!)
        ),
      ])
    )
  ).toEqual([['a', 'CRITICAL', '5', '5', '25%']]);
});

test('negative values have a linear scale', () => {
  expect(
    rowsOf(
      wideFrame([
        tableSeries(
          'a',
          week((i) => i - 100)
        ),
      ])
    )[0]?.slice(2, 4)
  ).toEqual(['-100', '67']);
  expect(legend()).toEqual(['Value', '-100-16.567']);
});

test('rows of different units have a scale each', () => {
  const unit = (name: string, of: string) => ({ values: week((i) => i), config: { unit: of, displayName: name } });
  rowsOf(wideFrame([unit('size', 'bytes'), unit('share', 'percentunit')]));

  expect(legend()).toEqual(['Value', 'a row’s lowestits highest', 'Zero']);
});

test('equal labels are told apart', () => {
  const same = () => ({ values: week(() => 1), labels: { table: 'jobs' } });

  expect(rowsOf(wideFrame([same(), same(), same()])).map(([name]) => name)).toEqual(['jobs', 'jobs #2', 'jobs #3']);
});

test('names of 300 characters are cut on the screen, and whole in their titles', () => {
  const long = 'x'.repeat(300);
  rowsOf(
    wideFrame([
      tableSeries(
        long,
        week(() => 1)
      ),
      tableSeries(
        'short',
        week(() => 1)
      ),
    ])
  );

  expect(screen.getByTitle(long)).toHaveStyle({ overflow: 'hidden', textOverflow: 'ellipsis' });
});

test('a tier that is not ours has a badge of its own', () => {
  rowsOf(
    wideFrame([
      tableSeries(
        'a',
        week(() => 1),
        undefined,
        { tier: 'PLATINUM' }
      ),
    ])
  );

  expect(screen.getByTitle('Tier PLATINUM')).toHaveTextContent('PLATINUM');
});

test('time series in the long format are split by their texts', () => {
  const times = Array.from({ length: HOURS }, (_, i) => hour(i + 1));
  const frame = toDataFrame({
    fields: [
      { name: 'time', type: FieldType.time, values: times.flatMap((time) => [time, time]) },
      { name: 'host', type: FieldType.string, values: times.flatMap(() => ['web', null]) },
      { name: 'load', type: FieldType.number, values: times.flatMap((_, i) => [1, i]) },
    ],
  });

  expect(rowsOf(frame)).toEqual([
    ['web', '', '1', '1', '100%'],
    ['load', '', '0', '167', '100%'],
  ]);
});

test.each([
  ['texts in a column of times are read', FieldType.time],
  ['dates as texts alone are explained', FieldType.string],
])('%s', (_, type) => {
  const times = Array.from({ length: HOURS }, (__, i) => new Date(hour(i) + HOUR).toISOString());
  const frame = toDataFrame({
    fields: [
      { name: 'time', type, values: times },
      { name: 'load', type: FieldType.number, values: week(() => 1) },
    ],
  });
  render(<TrafficHeatmapPanel {...panelProps([frame], DEFAULT_OPTIONS)} />);

  if (type === FieldType.time) {
    expect(screen.getByRole('application')).toHaveAccessibleName('1 rows over time');
  } else {
    expect(screen.getByRole('status')).toHaveTextContent(/arrive as text.*Convert field type/);
  }
});
