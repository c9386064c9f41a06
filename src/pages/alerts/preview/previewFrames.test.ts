import { createDataFrame, FieldType } from '@grafana/data';

import { previewFrames } from './previewFrames';

const trend = createDataFrame({
  fields: [
    { name: 'time', type: FieldType.time, values: [1000, 2000] },
    { name: 'value', type: FieldType.number, values: [1, 2], config: { unit: 's', custom: { expected: 3 } } },
  ],
});

test('the bound is a line that the axis reaches', () => {
  const [frame] = previewFrames([trend], [], { type: 'outside_range', params: [-1, 1] });

  expect(frame!.fields[1]!.config).toMatchObject({
    unit: 's',
    thresholds: { steps: [{ color: 'transparent' }, { value: -1 }, { value: 1 }] },
    custom: { expected: 3, thresholdsStyle: { mode: 'line' }, axisSoftMin: -1, axisSoftMax: 1 },
  });
});

test('without a bound the series are as they are', () => {
  expect(previewFrames([trend], [])[0]!.fields).toEqual(trend.fields);
});

test('the times in which the rule fires are marked, with gaps between them', () => {
  const [, fired] = previewFrames(
    [trend],
    [
      { from: 1000, to: 2000 },
      { from: 5000, to: 6000 },
    ]
  );

  expect(fired!.fields.map(({ values }) => values)).toEqual([
    [1000, 2000, 2001, 5000, 6000, 6001],
    [1, 1, null, 1, 1, null],
  ]);
});
