import { type DataFrame, FieldType, toDataFrame } from '@grafana/data';

import { numberColumn, textColumn } from './column';

const frame = toDataFrame({
  fields: [
    { name: 'kpi', type: FieldType.string, values: ['availability', null, 'مؤشر', 'x'] },
    { name: 'value', type: FieldType.number, values: [0.999, null, NaN, Infinity] },
    { name: 'note', type: FieldType.other, values: ['12', 12, undefined, true] },
  ],
});

test('numbers that are not finite, and cells that are not numbers, are unknown', () => {
  expect(numberColumn(frame, 'value')).toEqual([0.999, null, null, null]);
  expect(numberColumn(frame, 'note')).toEqual([null, 12, null, null]);
});

test('text is as it came, and empty where there is none', () => {
  expect(textColumn(frame, 'kpi')).toEqual(['availability', '', 'مؤشر', 'x']);
  expect(textColumn(frame, 'note')).toEqual(['12', '12', '', 'true']);
});

test('a column that is not there', () => {
  expect(numberColumn(frame, 'target')).toBeUndefined();
  expect(textColumn(frame, 'status')).toBeUndefined();
});

test('a column shorter than its frame is unknown past its end', () => {
  const uneven: DataFrame = { ...frame, length: 5 };

  expect(numberColumn(uneven, 'value')).toHaveLength(5);
  expect(textColumn(uneven, 'kpi')?.at(-1)).toBe('');
});
