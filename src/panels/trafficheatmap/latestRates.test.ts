import { FieldType, toDataFrame } from '@grafana/data';
import fc from 'fast-check';

import { latestRates } from './latestRates';

const series = (name: string, values: Array<number | null>) =>
  toDataFrame({
    fields: [
      { name: 'time', type: FieldType.time, values: values.map((_, minute) => minute * 60_000) },
      { name, type: FieldType.number, values },
    ],
  });

describe('latestRates', () => {
  test.each([
    ['takes the newest value', [1, 2, 3], 3],
    ['looks past unknown values', [1, 2, null], 2],
    ['keeps a zero', [5, 0], 0],
    ['knows nothing of an empty series', [], null],
    ['knows nothing of unknown values', [null, NaN], null],
  ])('%s', (_, values, value) => {
    expect(latestRates([series('users', values)])).toEqual([{ name: 'users', value }]);
  });

  test('has a row for every series', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.option(fc.double()))), (columns) => {
        const frames = columns.map((values, index) => series(`table_${index}`, values));
        expect(latestRates(frames)).toHaveLength(columns.length);
      })
    );
  });
});
