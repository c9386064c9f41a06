import type { LinkModel } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';

import { exactNumber, percentText, shortNumber } from '../../shared/numberText';
import type { HeatmapGrid } from '../model/grid';
import type { ExpectedRange } from '../model/position';
import { frameRowAt, readRow } from '../model/readRow';
import type { HeatmapRow } from '../model/rows';
import { valueText } from '../scale/valueText';
import { bucketText } from './bucketText';
import { measureText } from './measureText';
import { type Standing, standingOf, standingOfPosition } from './standing';

/** What can be said of one cell, in words. */
export interface CellFacts {
  name: string;
  tier: string;
  group: string;
  /** What is measured. */
  measure: string;
  /** Short, with its unit; "Unknown" when it is. */
  value: string;
  /** In full, where the short text leaves digits out. */
  exact?: string;
  isUnknown: boolean;
  /** Absent when the value is unknown or nobody said what to expect. */
  standing?: Standing;
  expected?: string;
  bucket: string;
  /** The known share of the row over the whole range. */
  coverage: string;
  /** How many buckets share the cell, when there are several: the most telling one is described. */
  sharing?: string;
}

export interface CellPlace {
  row: number;
  column: number;
  /** How many columns share the cell. */
  shared: number;
}

export function cellFacts(grid: HeatmapGrid, { row, column, shared }: CellPlace, timeZone: TimeZone): CellFacts {
  const one = grid.rows[row];
  const { starts, ends } = grid.columns;
  if (!one) {
    throw new RangeError(`no row ${row} in a heatmap of ${grid.rows.length}`);
  }
  const value = valueAt(grid, one, column);
  const short = value === undefined ? 'Unknown' : valueText(value, one);
  const exact = value === undefined ? short : exactText(value);
  return {
    name: one.name,
    tier: one.tier,
    group: one.group,
    measure: measureText(one.measure),
    value: short,
    exact: exact === short ? undefined : exact,
    isUnknown: value === undefined,
    standing: value === undefined ? undefined : standing(value, one),
    expected: one.expected && expectedText(one.expected, one),
    bucket: bucketText(starts[column] ?? 0, ends[column] ?? 0, timeZone),
    coverage: percentText(grid.stats.coverage[row] ?? 0),
    sharing: shared > 1 ? `The most telling of ${shared} buckets this narrow` : undefined,
  };
}

/** In full, without the decimals that a division left and nobody counted. */
function exactText(value: number): string {
  return exactNumber(Math.abs(value) >= 1 ? Number(value.toFixed(EXACT_DECIMALS)) : value);
}

const EXACT_DECIMALS = 3;

/** The data links of a cell's value; none when it is unknown. */
export function cellLinks(grid: HeatmapGrid, row: number, column: number): LinkModel[] {
  const one = grid.rows[row];
  const frameRow = one && frameRowAt(one, grid.columns, column);
  return frameRow === undefined ? [] : (one?.series.field.getLinks?.({ valueRowIndex: frameRow }) ?? []);
}

/** One sentence for screen readers. */
export function cellSentence(facts: CellFacts): string {
  const value = facts.exact ?? facts.value;
  const parts = [facts.name, facts.tier && `tier ${facts.tier}`, facts.bucket, value, facts.standing?.text];
  return parts.filter(Boolean).join(', ');
}

export function expectedText({ low, high }: ExpectedRange, row: HeatmapRow): string {
  // A measured position has no unit that fits the range, which is of what the position was made from.
  const text = (value: number) => (row.holdsPositions ? shortNumber(value) : valueText(value, row));
  if (low === -Infinity) {
    return `at most ${text(high)}`;
  }
  return high === Infinity ? `at least ${text(low)}` : `${text(low)} – ${text(high)}`;
}

function standing(value: number, { expected, holdsPositions }: HeatmapRow): Standing | undefined {
  if (holdsPositions) {
    return standingOfPosition(value);
  }
  return expected && standingOf(value, expected);
}

function valueAt({ columns }: HeatmapGrid, row: HeatmapRow, column: number): number | undefined {
  const values = new Float64Array(columns.count);
  readRow(row, columns, values);
  const value = values[column] ?? NaN;
  return Number.isNaN(value) ? undefined : value;
}
