import { FieldType, toDataFrame } from '@grafana/data';

import { kpiAnswer } from './kpiAnswer';
import { kpiTable, kpiTrendFrame } from './testing/kpiFrames';

const kpisOf = (...frames: Parameters<typeof kpiAnswer>[0]) => kpiAnswer(frames).kpis;

test('a row of the table format keeps all that it says', () => {
  expect(kpisOf(kpiTable([{ reason: 'history starts on 9 March' }]))).toEqual([
    {
      kpi: 'availability',
      name: 'Availability',
      labels: {},
      refId: 'A',
      value: 0.9995,
      unit: 'ratio',
      target: 0.999,
      comparison: '>=',
      status: 'met',
      reason: 'history starts on 9 March',
      samples: 43_200,
      coverage: 0.998,
      windowSeconds: 2_592_000,
      lower: 0.9993,
      upper: 0.9997,
      budgetRemaining: 0.5,
      fleet: null,
      demand: null,
      benchmark: '',
      evidence: { facts: {}, upstream: [] },
      trend: undefined,
    },
  ]);
});

test('the numeric format has values, names and units, and no verdict', () => {
  const frame = toDataFrame({
    fields: [
      { name: 'kpi', values: ['latency_p95', 'queue_depth', 'constructor'] },
      { name: 'service', values: ['api', 'web', ''] },
      { name: 'value', values: [0.8, NaN, null] },
    ],
  });

  expect(kpisOf(frame)).toMatchObject([
    { name: 'Latency (p95)', labels: { service: 'api' }, value: 0.8, unit: 'seconds', status: '' },
    { name: 'Queue depth', labels: { service: 'web' }, value: null, unit: '', status: '' },
    { name: 'Constructor', value: null, unit: '' },
  ]);
});

describe('trends', () => {
  const table = kpiTable([{ value: 0.9 }, { value: 0.8 }], { service: ['api', 'web'] });

  test('join the row of the same KPI and labels, whichever comes first', () => {
    const web = kpiTrendFrame({ service: 'web', kpi: 'availability' }, [0.7, null]);

    for (const kpis of [kpisOf(table, web), kpisOf(web, table)]) {
      expect(kpis.map(({ labels, trend }) => [labels.service, trend?.values])).toEqual([
        ['api', undefined],
        ['web', [0.7, null]],
      ]);
    }
  });

  test('join every row that asks for the same thing', () => {
    const twice = kpiTable([{ window_seconds: 604_800 }, { window_seconds: 2_592_000 }]);

    const kpis = kpisOf(twice, kpiTrendFrame({ kpi: 'availability' }, [0.7]));

    expect(kpis.map(({ trend }) => trend?.values)).toEqual([[0.7], [0.7]]);
  });

  test('without a row are KPIs with their latest known value', () => {
    expect(kpisOf(kpiTrendFrame({ kpi: 'error_ratio' }, [0.01, 0.02, null]))).toMatchObject([
      { name: 'Error ratio', value: 0.02, unit: 'ratio', status: '', trend: { stepMs: 60_000 } },
    ]);
    expect(kpisOf(kpiTrendFrame({ kpi: 'error_ratio' }, [null]))).toMatchObject([{ value: null }]);
  });

  test('in one wide frame are told apart by their labels', () => {
    const wide = toDataFrame({
      fields: [
        { name: 'time', type: FieldType.time, values: [1, 2] },
        { name: 'value', type: FieldType.number, labels: { kpi: 'mttr' }, values: [60, 120] },
        { name: 'value', type: FieldType.number, labels: { kpi: 'mtbf' }, values: [600, null] },
      ],
    });

    expect(kpisOf(wide).map(({ kpi, value }) => [kpi, value])).toEqual([
      ['mttr', 120],
      ['mtbf', 600],
    ]);
  });
});

describe('evidence', () => {
  const custom = {
    evaluatedAt: '2026-11-23T18:00:00Z',
    upstream: [{ source: 'prometheus', query: 'up' }, { source: 'prometheus' }, 'nonsense'],
    rows: [
      { kpi: 'availability', labels: { service: 'web' }, formula: 'availability.probe', facts: { n: 3, bad: 'x' } },
    ],
  };

  test('belongs to the row of its KPI and labels', () => {
    const frame = { ...kpiTable([{}, {}], { service: ['api', 'web'] }), meta: { custom } };

    const [api, web] = kpisOf(frame);

    expect(web!.evidence).toEqual({
      formula: 'availability.probe',
      method: undefined,
      instance: undefined,
      facts: { n: 3 },
      evaluatedAt: '2026-11-23T18:00:00Z',
      upstream: [{ source: 'prometheus', query: 'up' }],
    });
    expect(api!.evidence.formula).toBeUndefined();
  });

  test.each([null, 7, 'text', { rows: 'none', upstream: {}, evaluatedAt: 5 }, { rows: [null, 1, { labels: 1 }] }])(
    'of another shape is none: %p',
    (other) => {
      const frame = { ...kpiTable([{}]), meta: { custom: other as Record<string, unknown> } };

      expect(kpisOf(frame)[0]!.evidence).toEqual({ facts: {}, upstream: [] });
    }
  );
});

describe('frames that are not ours', () => {
  test.each([
    ['time series without a kpi label', toDataFrame({ fields: [{ name: 'time', values: [1] }] })],
    ['a table of something else', toDataFrame({ fields: [{ name: 'table', values: ['jobs'] }] })],
  ])('%s', (_, frame) => {
    expect(kpiAnswer([frame, kpiTable([{}])])).toMatchObject({ kpis: [{ kpi: 'availability' }], otherFrames: 1 });
  });

  test('an empty answer is ours', () => {
    expect(kpiAnswer([kpiTable([])])).toEqual({ kpis: [], otherFrames: 0 });
    expect(kpiAnswer([toDataFrame({ fields: [] })])).toEqual({ kpis: [], otherFrames: 0 });
  });

  test('values that are text are unknown', () => {
    const frame = toDataFrame({
      fields: [
        { name: 'kpi', values: ['availability'] },
        { name: 'value', values: ['0.9'] },
      ],
    });

    expect(kpisOf(frame)[0]!.value).toBeNull();
  });
});

test('10,000 rows are read once each', () => {
  const services = Array.from({ length: 10_000 }, (_, index) => `service ${index}`);
  const kpis = kpisOf(
    kpiTable(
      services.map(() => ({})),
      { service: services }
    )
  );

  expect(kpis).toHaveLength(10_000);
  expect(kpis.at(-1)!.labels).toEqual({ service: 'service 9999' });
});
