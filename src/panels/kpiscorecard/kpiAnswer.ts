import type { DataFrame } from '@grafana/data';

import { type Kpi, kpiKey } from '../shared/explanation/kpi';
import { kpiRows } from './kpiRows';
import { kpiTrends } from './kpiTrends';

/** What the panel makes of its data. */
export interface KpiAnswer {
  /** In the order of the frames. */
  kpis: Kpi[];
  /** How many frames hold something, and neither KPIs nor trends of KPIs. */
  otherFrames: number;
}

/**
 * Reads any mix of KPI tables, numeric-long KPI frames and KPI trends. A trend joins every row of its KPI and labels;
 * one without a row is a KPI of its own.
 */
export function kpiAnswer(frames: DataFrame[]): KpiAnswer {
  const rows: Kpi[] = [];
  const trends = new Map<string, Kpi>();
  let otherFrames = 0;
  for (const frame of frames) {
    const ofFrame = kpiRows(frame);
    const overTime = ofFrame ? [] : kpiTrends(frame);
    if (!ofFrame && overTime.length === 0 && frame.fields.length > 0) {
      otherFrames++;
    }
    rows.push(...(ofFrame ?? []));
    overTime.forEach((kpi) => trends.set(kpiKey(kpi.kpi, kpi.labels), kpi));
  }

  const joined = rows.map((row) => ({ ...row, trend: trends.get(kpiKey(row.kpi, row.labels))?.trend }));
  const withRow = new Set(rows.map((row) => kpiKey(row.kpi, row.labels)));
  const alone = [...trends].filter(([key]) => !withRow.has(key)).map(([, kpi]) => kpi);
  return { kpis: [...joined, ...alone], otherFrames };
}
