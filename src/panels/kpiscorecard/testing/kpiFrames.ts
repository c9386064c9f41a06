import { type DataFrame, FieldType, toDataFrame } from '@grafana/data';

const AVAILABILITY = {
  kpi: 'availability',
  name: 'Availability',
  value: 0.9995 as number | null,
  unit: 'ratio',
  target: 0.999 as number | null,
  comparison: '>=',
  status: 'met',
  samples: 43_200 as number | null,
  coverage: 0.998 as number | null,
  window_seconds: 2_592_000 as number | null,
  lower: 0.9993 as number | null,
  upper: 0.9997 as number | null,
  budget_remaining: 0.5 as number | null,
  reason: '',
  fleet: null as number | null,
  demand: null as number | null,
};

/** A row of the table format. */
export type KpiRow = typeof AVAILABILITY;

/** An answer in table format, of rows that differ from a met availability as given. */
export function kpiTable(rows: Array<Partial<KpiRow>>, labels: Record<string, string[]> = {}): DataFrame {
  const full = rows.map((row) => ({ ...AVAILABILITY, ...row }));
  const names = Object.keys(AVAILABILITY) as Array<keyof KpiRow>;
  return toDataFrame({
    refId: 'A',
    name: 'kpi',
    fields: [
      ...names.map((name) => ({
        name,
        type: typeof AVAILABILITY[name] === 'string' ? FieldType.string : FieldType.number,
        values: full.map((row) => row[name]),
      })),
      ...Object.entries(labels).map(([name, values]) => ({ name, type: FieldType.string, values })),
    ],
  });
}

/** An answer over time, a point a minute. */
export function kpiTrendFrame(labels: Record<string, string>, values: Array<number | null>): DataFrame {
  return toDataFrame({
    refId: 'B',
    name: labels.kpi,
    fields: [
      { name: 'time', type: FieldType.time, values: values.map((_, index) => index * 60_000) },
      { name: 'value', type: FieldType.number, labels, config: { interval: 60_000 }, values },
    ],
  });
}
