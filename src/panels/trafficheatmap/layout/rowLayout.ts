import { lowerBound } from '../model/ascending';
import type { RowGroup } from '../model/rowOrder';

/** Where rows are, in pixels from the top of the content. Positions count the rows in the order they are shown. */
export interface RowLayout {
  /** The row of the grid at each position. */
  rows: Int32Array;
  /** The top of each position. */
  tops: Float64Array;
  rowHeight: number;
  groups: GroupLayout[];
  /** Of all rows with the space between groups. */
  height: number;
}

interface GroupLayout {
  name: string;
  top: number;
  height: number;
}

/** Positions from `first` up to, not including, `end`. */
export interface RowWindow {
  first: number;
  end: number;
}

/** The least height at which a name is legible, and the most that filling a panel makes of it. */
export const MIN_ROW_HEIGHT = 16;
const MAX_FILLED_HEIGHT = 32;

/** Between groups, in pixels. */
export const GROUP_GAP = 4;

/** @param fixedHeight of a row in pixels; 0 fills the available height, within limits */
export function rowLayout(groups: RowGroup[], availableHeight: number, fixedHeight: number): RowLayout {
  const count = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  const gaps = Math.max(0, groups.length - 1) * GROUP_GAP;
  const filling = Math.floor((availableHeight - gaps) / Math.max(1, count));
  const rowHeight = fixedHeight > 0 ? fixedHeight : Math.min(MAX_FILLED_HEIGHT, Math.max(MIN_ROW_HEIGHT, filling));
  const tops = new Float64Array(count);
  const rows = new Int32Array(count);
  let top = 0;
  let position = 0;
  const groupLayouts = groups.map((group, index) => {
    top += index > 0 ? GROUP_GAP : 0;
    const groupTop = top;
    for (const row of group.rows) {
      rows[position] = row;
      tops[position] = top;
      position++;
      top += rowHeight;
    }
    return { name: group.name, top: groupTop, height: top - groupTop };
  });
  return { rows, tops, rowHeight, groups: groupLayouts, height: top };
}

/** The rows of which something lies between two heights. */
export function rowsBetween({ tops, rowHeight }: RowLayout, top: number, bottom: number): RowWindow {
  const first = Math.max(0, lowerBound(tops, top - rowHeight));
  return { first, end: lowerBound(tops, bottom) };
}

/** The position at a height, -1 between groups and outside. */
export function positionAt({ tops, rowHeight }: RowLayout, y: number): number {
  const next = lowerBound(tops, y);
  const position = tops[next] === y ? next : next - 1;
  const top = tops[position];
  return top !== undefined && y < top + rowHeight ? position : -1;
}
