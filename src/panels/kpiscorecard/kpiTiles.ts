import type { DataFrame } from '@grafana/data';

/** A KPI as one tile shows it; value in the KPI's base unit, null when unknown. */
export interface KpiTile {
  kpi: string;
  value: number | null;
}

/** A tile for each row of every frame that has the `kpi` and `value` columns; other frames are left out. */
export function kpiTiles(frames: DataFrame[]): KpiTile[] {
  return frames.flatMap((frame) => {
    const kpis = frame.fields.find((field) => field.name === 'kpi');
    const values = frame.fields.find((field) => field.name === 'value');
    if (!kpis || !values) {
      return [];
    }
    return kpis.values.map((kpi, row) => {
      const value: unknown = values.values[row];
      return { kpi: String(kpi), value: typeof value === 'number' && Number.isFinite(value) ? value : null };
    });
  });
}
