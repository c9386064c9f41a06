import { type DataFrame, type Field, FieldType } from '@grafana/data';

import { finiteNumber } from '../shared/column';
import { baseUnit, inWords, type Kpi, type KpiTrend } from './kpi';
import { evidenceOfFrame } from './kpiEvidence';

/**
 * The KPIs whose course over time a frame holds: every numeric series with a `kpi` label, in a frame with a time
 * column. Each comes as a KPI without a verdict, whose value is the latest known one.
 */
export function kpiTrends(frame: DataFrame): Kpi[] {
  const time = frame.fields.find(({ type }) => type === FieldType.time);
  if (!time) {
    return [];
  }
  const evidenceOf = evidenceOfFrame(frame);
  return frame.fields.flatMap((field) => {
    const { kpi, ...labels } = field.labels ?? {};
    if (field.type !== FieldType.number || !kpi) {
      return [];
    }
    const trend = trendOf(frame, time, field);
    return [
      {
        ...UNKNOWN,
        kpi,
        name: inWords(kpi),
        labels,
        refId: frame.refId,
        value: trend.values.findLast((value) => value !== null) ?? null,
        unit: baseUnit(kpi),
        evidence: evidenceOf(kpi, labels),
        trend,
      },
    ];
  });
}

const UNKNOWN = {
  target: null,
  comparison: '',
  status: '',
  reason: '',
  samples: null,
  coverage: null,
  windowSeconds: null,
  lower: null,
  upper: null,
  budgetRemaining: null,
  fleet: null,
  demand: null,
};

function trendOf(frame: DataFrame, time: Field, field: Field): KpiTrend {
  const rows = Array.from({ length: frame.length }, (_, row) => row);
  const stepMs = field.config.interval ?? time.config.interval;
  return {
    times: rows.map((row) => finiteNumber(time.values[row]) ?? NaN),
    values: rows.map((row) => finiteNumber(field.values[row])),
    stepMs: stepMs ?? undefined,
  };
}
