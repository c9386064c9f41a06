import { type GrafanaTheme2, ThresholdsMode } from '@grafana/data';

import type { HeatmapGrid } from '../model/grid';
import type { HeatmapRow } from '../model/rows';
import type { CellScale, Look } from './look';
import { mix } from './mix';
import type { CommonLooks } from './palette';

interface Step {
  from: number;
  look: number;
}

/**
 * The colours of the thresholds that each row has. A threshold in percent is one of the row's own minimum and
 * maximum: those set for the field, else those that are known.
 */
export function thresholdScale(
  grid: HeatmapGrid,
  theme: GrafanaTheme2,
  { unknown }: CommonLooks,
  text: (value: number) => string
): CellScale {
  const colors = [...new Set(grid.rows.flatMap((row) => stepsOf(row).map(({ color }) => color)))];
  const looks: Look[] = [...colors.map((color) => ({ fill: opaque(color, theme) })), unknown];
  const unknownLook = looks.length - 1;
  const lookOf = new Map(colors.map((color, look) => [color, look]));

  return {
    looks,
    rank: Uint8Array.from(looks, (_, look) => (look === unknownLook ? 0 : look + 1)),
    encode(row, values, into) {
      const steps = valueSteps(grid, row, lookOf);
      for (let i = 0; i < values.length; i++) {
        const value = values[i] ?? NaN;
        let look = unknownLook;
        for (const step of steps) {
          look = value >= step.from ? step.look : look;
        }
        into[i] = look;
      }
    },
    legend: legendOf(grid.rows, looks, lookOf, text),
  };
}

const stepsOf = ({ series }: HeatmapRow) => series.field.config.thresholds?.steps ?? [];

const isPercent = ({ series }: HeatmapRow) => series.field.config.thresholds?.mode === ThresholdsMode.Percentage;

// The base step has the value -Infinity, which JSON turns into null.
const stepValue = (value: number | null) => value ?? -Infinity;

function valueSteps({ rows, stats }: HeatmapGrid, row: number, lookOf: Map<string, number>): Step[] {
  const one = rows[row];
  if (!one) {
    return [];
  }
  const min = one.series.field.config.min ?? stats.lowest[row] ?? NaN;
  const max = one.series.field.config.max ?? stats.highest[row] ?? NaN;
  return stepsOf(one).map(({ value, color }) => {
    const at = stepValue(value);
    const from = isPercent(one) && at !== -Infinity ? min + ((max - min) * at) / 100 : at;
    return { from, look: lookOf.get(color) ?? 0 };
  });
}

function legendOf(rows: HeatmapRow[], looks: Look[], lookOf: Map<string, number>, text: (value: number) => string) {
  const [first] = rows;
  const steps = first ? stepsOf(first) : [];
  return steps.map(({ value, color }, index) => {
    const unit = (at: number) => (first && isPercent(first) ? `${at}%` : text(at));
    const from = stepValue(value);
    const to = steps[index + 1]?.value;
    const label = from === -Infinity ? `< ${to === undefined ? '∞' : unit(to)}` : `≥ ${unit(from)}`;
    return { label, looks: looks.slice(lookOf.get(color) ?? 0).slice(0, 1) };
  });
}

/** Cells cover the hatching of unknown ones, so what is see-through is mixed with the background. */
function opaque(color: string, theme: GrafanaTheme2): string {
  const named = theme.visualization.getColorByName(color);
  return mix(theme.colors.background.primary, named, alphaOf(named));
}

function alphaOf(color: string): number {
  const alpha = /^(?:rgb|hsl)a\(.*,\s*([\d.]+)\)$/.exec(color)?.[1];
  return alpha === undefined ? 1 : Number(alpha);
}
