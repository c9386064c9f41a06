import type { GrafanaTheme2 } from '@grafana/data';

import { shortNumber } from '../../shared/numberText';
import type { HeatmapGrid } from '../model/grid';
import type { HeatmapRow } from '../model/rows';
import type { HeatmapOptions } from '../options';
import { absoluteScale } from './absoluteScale';
import type { CellScale, LegendItem } from './look';
import { commonLooks, positionLooks, sequentialColors } from './palette';
import { positionScale } from './positionScale';
import { thresholdScale } from './thresholdScale';
import { valueText } from './valueText';

/** Shades of a scale: more than the eye tells apart side by side. */
const SHADES = 48;
const SHADES_A_SIDE = 16;

/** The colouring of a grid, by the options and by what its rows know. */
export function scaleFor(grid: HeatmapGrid, options: HeatmapOptions, theme: GrafanaTheme2): CellScale {
  const common = commonLooks(theme);
  const scale = scaleOf(grid, options, theme);
  const hasUnknown = grid.stats.known.some((known) => known < grid.columns.count);
  const unknown: LegendItem = { label: 'Unknown', looks: [common.unknown] };
  return hasUnknown ? { ...scale, legend: [...scale.legend, unknown] } : scale;
}

/** Whether cells are coloured by their position against the expected range. */
export function isByPosition({ rows }: HeatmapGrid, { colorMode }: Pick<HeatmapOptions, 'colorMode'>): boolean {
  return colorMode === 'auto'
    ? rows.some(({ expected, holdsPositions }) => Boolean(expected) || holdsPositions)
    : colorMode === 'position';
}

function scaleOf(grid: HeatmapGrid, options: HeatmapOptions, theme: GrafanaTheme2): CellScale {
  const common = commonLooks(theme);
  if (isByPosition(grid, options)) {
    return positionScale(grid, positionLooks(theme, SHADES_A_SIDE), common, valueText);
  }
  const hasOneUnit = haveOneUnit(grid.rows);
  const legendText = (value: number) => {
    const [first] = grid.rows;
    return first && hasOneUnit ? valueText(value, first) : shortNumber(value);
  };
  if (options.palette === 'thresholds') {
    return thresholdScale(grid, theme, common, legendText);
  }
  const isPerRow = options.scaleScope === 'row' || (options.scaleScope === 'auto' && !hasOneUnit);
  const { min, max } = sharedEnds(grid.rows);
  const absolute = { valueScale: options.valueScale, isPerRow, min, max };
  return absoluteScale(grid, sequentialColors(theme, options.palette, SHADES), common, absolute, legendText);
}

const unitOf = ({ series }: HeatmapRow) => series.field.config.unit ?? '';

function haveOneUnit(rows: HeatmapRow[]): boolean {
  return rows.every((row) => unitOf(row) === unitOf(rows[0] ?? row));
}

/** The minimum and maximum that the user set for every field alike. */
function sharedEnds(rows: HeatmapRow[]): { min?: number; max?: number } {
  const shared = (end: 'min' | 'max') => {
    const value = rows[0]?.series.field.config[end];
    return value !== null && rows.every(({ series }) => series.field.config[end] === value) ? value : undefined;
  };
  return { min: shared('min'), max: shared('max') };
}
