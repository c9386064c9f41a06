import { FieldType, toDataFrame } from '@grafana/data';

import { readSeries } from './series';

const time = (values: number[]) => ({ name: 'time', type: FieldType.time, values });
const number = (name: string, values: Array<number | null>) => ({ name, type: FieldType.number, values });
const text = (name: string, values: Array<string | null>) => ({ name, type: FieldType.string, values });

const summary = (frames: Array<Parameters<typeof toDataFrame>[0]>) =>
  readSeries(frames.map((frame) => toDataFrame(frame))).series.map(({ field, labels, time: { stamps }, values }) => ({
    name: field.name,
    labels,
    stamps: [...Array.from(stamps)],
    values: [...Array.from(values)],
  }));

test('a wide frame has a series for each number', () => {
  expect(summary([{ fields: [time([1, 2]), number('a', [3, null]), number('b', [5, 6])] }])).toEqual([
    { name: 'a', labels: {}, stamps: [1, 2], values: [3, null] },
    { name: 'b', labels: {}, stamps: [1, 2], values: [5, 6] },
  ]);
});

test('several frames with equal times share them', () => {
  const { series } = readSeries([
    toDataFrame({ fields: [time([1, 2]), number('a', [3, 4])] }),
    toDataFrame({ fields: [time([1, 2]), number('b', [5, 6])] }),
    toDataFrame({ fields: [time([1, 3]), number('c', [7, 8])] }),
  ]);

  expect(series[0]?.time).toBe(series[1]?.time);
  expect(series[2]?.time).not.toBe(series[0]?.time);
});

test('a long frame has a series for each combination of its texts, which become labels', () => {
  const frame = {
    fields: [
      time([1, 1, 2, 2]),
      text('host', ['a', 'b', 'a', 'b']),
      text('region', ['eu', null, 'eu', null]),
      number('value', [10, 20, 30, null]),
    ],
  };

  expect(summary([frame])).toEqual([
    { name: 'value', labels: { host: 'a', region: 'eu' }, stamps: [1, 2], values: [10, 30] },
    { name: 'value', labels: { host: 'b', region: '' }, stamps: [1, 2], values: [20, NaN] },
  ]);
  expect(readSeries([toDataFrame(frame)]).series[1]?.frameRows).toEqual([1, 3]);
});

test('labels that end alike are not one series', () => {
  const frame = { fields: [time([1, 1]), text('a', ['x', 'x,']), text('b', [',y', 'y']), number('v', [1, 2])] };

  expect(summary([frame])).toHaveLength(2);
});

test.each([
  ['no frames', [], 'data'],
  ['a frame without rows', [{ fields: [time([]), number('a', [])] }], 'data'],
  ['a table without times', [{ fields: [text('a', ['x']), number('b', [1])] }], 'time'],
  ['times and texts alone', [{ fields: [time([1]), text('a', ['x'])] }], 'number'],
])('%s', (_, frames, missing) => {
  expect(readSeries(frames.map((frame) => toDataFrame(frame)))).toEqual({ series: [], missing });
});
