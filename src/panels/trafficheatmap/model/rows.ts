import type { DataFrame, Field, Labels } from '@grafana/data';

import { finiteNumber } from '../../shared/column';
import type { HeatmapFieldConfig } from '../options';
import type { ExpectedRange } from './position';
import { rowNames } from './rowNames';
import type { Series } from './series';

/** A series as a line of the heatmap. */
export interface HeatmapRow {
  /** Unique among the rows, and the same after a refresh. */
  name: string;
  /** The value of the grouping label, empty without one. */
  group: string;
  /** As declared by the tier label, empty without one. */
  tier: string;
  /** Absent where nobody said what to expect, and for measures that the range is not about. */
  expected?: ExpectedRange;
  /** Whether the values are themselves positions against the expected range, not measurements. */
  holdsPositions: boolean;
  /** What is measured, in the data source's word; empty when it does not say. */
  measure: string;
  series: Series;
}

/** What Headroom's expected ranges, declared for operations, can be compared with. */
const COMPARABLE_MEASURES = ['', 'operations', 'position'];

export function heatmapRows(series: Series[], groupBy: string, tierLabel: string): HeatmapRow[] {
  const names = rowNames(series, [groupBy, tierLabel]);
  return series.map((one, index) => {
    const measure = measureOf(one.frame);
    return {
      name: names[index] ?? '',
      group: labelValue(one.labels, groupBy),
      tier: labelValue(one.labels, tierLabel),
      expected: COMPARABLE_MEASURES.includes(measure) ? expectedRange(one.field) : undefined,
      holdsPositions: measure === 'position',
      measure,
      series: one,
    };
  });
}

const labelValue = (labels: Labels, name: string) => (name && labels[name]) || '';

function measureOf({ meta }: DataFrame): string {
  const custom: unknown = meta?.custom;
  const measure: unknown = isRecord(custom) ? custom.measure : undefined;
  return typeof measure === 'string' ? measure : '';
}

/** What overrides say wins over what the data source says; each end for itself. */
function expectedRange({ config }: Field): ExpectedRange | undefined {
  const custom: HeatmapFieldConfig & { expected?: unknown } = config.custom ?? {};
  const declared = isRecord(custom.expected) ? custom.expected : {};
  const low = finiteNumber(custom.expectedLow) ?? finiteNumber(declared.low);
  const high = finiteNumber(custom.expectedHigh) ?? finiteNumber(declared.high);
  if (low === null && high === null) {
    return undefined;
  }
  const range = { low: low ?? -Infinity, high: high ?? Infinity };
  return range.low <= range.high ? range : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
