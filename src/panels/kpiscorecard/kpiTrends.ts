import { type DataFrame, type Field, FieldType } from '@grafana/data';

import { finiteNumber } from '../shared/column';
import { baseUnit, type Kpi, kpiName, type KpiTrend } from '../shared/explanation/kpi';
import { evidenceOfFrame } from '../shared/explanation/kpiEvidence';

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
    const value = trend.values.findLast((point) => point !== null) ?? null;
    return [
      {
        ...UNKNOWN,
        kpi,
        name: kpiName(kpi),
        labels,
        refId: frame.refId,
        value,
        reason: value === null ? NOTHING_KNOWN : '',
        unit: baseUnit(kpi),
        evidence: evidenceOf(kpi, labels),
        trend,
      },
    ];
  });
}

/** Why a trend without a row and without a point says nothing. */
const NOTHING_KNOWN = 'Neither a value nor a trend came for it: choose a longer time range, or check the filters';

const UNKNOWN = {
  target: null,
  comparison: '',
  status: '',
  samples: null,
  coverage: null,
  windowSeconds: null,
  lower: null,
  upper: null,
  budgetRemaining: null,
  fleet: null,
  demand: null,
  benchmark: '',
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
