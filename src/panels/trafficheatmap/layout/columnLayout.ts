import { lowerBound } from '../model/ascending';
import type { TimeColumns } from '../model/timeColumns';

/**
 * Where columns are, in pixels from the left of the plot. Columns narrower than a pixel share a cell: cell `i` is made
 * of the columns from `firstColumn[i]` up to, not including, `firstColumn[i + 1]`.
 */
export interface ColumnLayout {
  /** One more than there are cells; on whole device pixels. */
  edges: Float64Array;
  firstColumn: Int32Array;
  count: number;
  width: number;
}

/** @param pixelRatio device pixels per CSS pixel */
export function columnLayout(columns: TimeColumns, width: number, pixelRatio: number): ColumnLayout {
  const onPixel = (x: number) => Math.round(x * pixelRatio) / pixelRatio;
  const edges: number[] = [0];
  const firstColumn: number[] = [0];
  const leastWidth = 1 / pixelRatio;
  const close = (x: number, nextColumn: number) => {
    const edge = onPixel(x);
    // Rounding to pixels leaves no room for a cell between equal edges.
    if (edge > (edges.at(-1) ?? 0)) {
      edges.push(edge);
      firstColumn.push(nextColumn);
    } else if (edges.length > 1) {
      firstColumn[firstColumn.length - 1] = nextColumn;
    }
  };
  for (let column = 0; column < columns.count; column++) {
    const start = xOf(columns, columns.starts[column] ?? 0, width);
    const end = xOf(columns, columns.ends[column] ?? 0, width);
    const isWide = end - start >= leastWidth;
    if (isWide && column > (firstColumn.at(-1) ?? 0)) {
      // A wide column shares no cell with the narrow ones before it.
      close(start, column);
    }
    if (isWide || end - (edges.at(-1) ?? 0) >= leastWidth || column === columns.count - 1) {
      close(end, column + 1);
    }
  }
  return {
    edges: Float64Array.from(edges),
    firstColumn: Int32Array.from(firstColumn),
    count: edges.length - 1,
    width,
  };
}

/** Where a time is, within the plot. */
export function xOf({ range }: TimeColumns, time: number, width: number): number {
  const share = (time - range.from) / (range.to - range.from);
  return Math.min(1, Math.max(0, share)) * width;
}

export function timeAt({ range }: TimeColumns, x: number, width: number): number {
  return range.from + (range.to - range.from) * Math.min(1, Math.max(0, x / width));
}

/** The cell at a distance from the left, -1 outside. */
export function cellAt({ edges, count, width }: ColumnLayout, x: number): number {
  if (x < 0 || x >= width || count === 0) {
    return -1;
  }
  const next = lowerBound(edges, x);
  return Math.min(count - 1, edges[next] === x ? next : next - 1);
}

/** The cell that a column is part of. */
export function cellOfColumn({ firstColumn, count }: ColumnLayout, column: number): number {
  const next = lowerBound(firstColumn, column);
  return Math.min(count - 1, firstColumn[next] === column ? next : next - 1);
}
