import { csvLines } from './csv';
import { kpiAnswer } from './kpiAnswer';
import { kpiTable } from './testing/kpiFrames';

const lines = (...[rows, labels, custom]: [...Parameters<typeof kpiTable>, unknown?]) =>
  csvLines(kpiAnswer([{ ...kpiTable(rows, labels), meta: { custom } as object }]).kpis);

test('a KPI is a line in base units, with the columns of the data source', () => {
  const [header, line] = lines([{ value: 0.99951234 }], {}, { evaluatedAt: '2026-11-23T00:00:00Z' });

  expect(Object.fromEntries(header!.map((name, column) => [name, line![column]]))).toEqual({
    kpi: 'availability',
    name: 'Availability',
    value: 0.99951234,
    unit: 'ratio',
    target: 0.999,
    comparison: '>=',
    status: 'met',
    reason: '',
    samples: 43_200,
    coverage: 0.998,
    window_seconds: 2_592_000,
    lower: 0.9993,
    upper: 0.9997,
    budget_remaining: 0.5,
    fleet: null,
    demand: null,
    benchmark: '',
    end_of_window: '2026-11-23T00:00:00Z',
  });
});

test('what is not known is null, and labels have columns of their own', () => {
  const [header, ...rest] = lines([{ value: null, reason: 'no requests' }, {}], { service: ['api', 'web'] });

  expect(header!.at(-1)).toBe('service');
  expect(rest.map((line) => [line[2], line[7], line.at(-1)])).toEqual([
    [null, 'no requests', 'api'],
    [0.9995, '', 'web'],
  ]);
});
