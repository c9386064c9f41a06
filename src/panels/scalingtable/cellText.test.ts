import { createTheme, type Field, FieldType, getDisplayProcessor } from '@grafana/data';

import { cellText } from './cellText';

const field = (values: unknown[], unit?: string): Field => {
  const config = { unit };
  return {
    name: 'cpu_cores',
    type: FieldType.number,
    config,
    values,
    display: getDisplayProcessor({ field: { type: FieldType.number, config }, theme: createTheme() }),
  };
};

test.each([
  ['a number', field([4]), '4'],
  ['a number with a unit', field([16], 'suffix:GB'), '16 GB'],
  ['zero', field([0]), '0'],
  ['an unknown value', field([null]), 'unknown'],
  ['not a number', field([NaN]), 'unknown'],
  ['a missing row', field([]), 'unknown'],
])('%s', (_, cells, text) => {
  expect(cellText(cells, 0)).toBe(text);
});
