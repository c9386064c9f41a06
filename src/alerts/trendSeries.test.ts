import { createDataFrame, FieldType } from '@grafana/data';

import { trendSeries } from './trendSeries';

const time = (interval?: number) => ({
  name: 'time',
  type: FieldType.time,
  values: [1000, 2000, 3000],
  config: { interval },
});
const value = (labels: Record<string, string>, values: Array<number | null>) => ({
  name: 'value',
  type: FieldType.number,
  labels,
  values,
});

test('a frame for each series', () => {
  const frames = [{ kpi: 'a' }, { kpi: 'b' }].map((labels) =>
    createDataFrame({ fields: [time(500), value(labels, [1, null, 3])] })
  );

  expect(trendSeries(frames)).toEqual([
    { name: 'value a', labels: { kpi: 'a' }, times: [1000, 2000, 3000], values: [1, null, 3], stepMs: 500 },
    { name: 'value b', labels: { kpi: 'b' }, times: [1000, 2000, 3000], values: [1, null, 3], stepMs: 500 },
  ]);
});

test('a wide frame', () => {
  const frame = createDataFrame({
    fields: [time(), value({ table: 'a' }, [1, 2, 3]), value({ table: 'b' }, [4, 5, 6])],
  });

  expect(trendSeries([frame]).map(({ labels, values, stepMs }) => [labels.table, values, stepMs])).toEqual([
    ['a', [1, 2, 3], 1000],
    ['b', [4, 5, 6], 1000],
  ]);
});

test('no data', () => {
  expect(trendSeries([createDataFrame({ fields: [] })])).toEqual([]);
});
