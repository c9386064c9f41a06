import type { HeatmapGrid } from '../model/grid';
import { columnAt } from '../model/timeColumns';
import { RowEncoder } from '../draw/RowEncoder';
import { cellAt, cellOfColumn, type ColumnLayout } from '../layout/columnLayout';
import type { PanelLayout } from '../layout/panelLayout';
import { positionAt } from '../layout/rowLayout';
import type { CellScale } from '../scale/look';
import type { CellPlace } from '../facts/cellFacts';
import type { CellId } from './interaction';
import type { Place } from './keyboard';

/** Everything that a heatmap on the screen consists of; made anew when any of it changes. */
export interface HeatmapModel {
  grid: HeatmapGrid;
  scale: CellScale;
  layout: PanelLayout;
  columns: ColumnLayout;
  encoder: RowEncoder;
  /** Where the row of a name is shown. */
  positionOf: Map<string, number>;
}

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export function heatmapModel(
  grid: HeatmapGrid,
  scale: CellScale,
  layout: PanelLayout,
  columns: ColumnLayout
): HeatmapModel {
  const names = Array.from(layout.rows.rows, (row, position) => [grid.rows[row]?.name ?? '', position] as const);
  return { grid, scale, layout, columns, encoder: new RowEncoder(grid, scale, columns), positionOf: new Map(names) };
}

/** The cell under a point of the plot; undefined between rows and outside. */
export function hitTest(model: HeatmapModel, x: number, y: number): Place | undefined {
  const position = positionAt(model.layout.rows, y);
  const cell = cellAt(model.columns, x);
  return position >= 0 && cell >= 0 ? { position, cell } : undefined;
}

export function cellId(model: HeatmapModel, { position, cell }: Place): CellId {
  const { grid, layout, columns } = model;
  const first = columns.firstColumn[cell] ?? 0;
  const name = grid.rows[layout.rows.rows[position] ?? 0]?.name ?? '';
  return { name, time: stampOf(model, first) };
}

/** Where a cell is now; undefined once its row or its time is out of sight. */
export function placeOf(model: HeatmapModel, { name, time }: CellId): Place | undefined {
  const position = model.positionOf.get(name);
  const column = columnAt(model.grid.columns, time);
  return position === undefined || column < 0 ? undefined : { position, cell: cellOfColumn(model.columns, column) };
}

/** What a place of the screen stands for. */
export function cellPlace({ layout, columns, encoder }: HeatmapModel, { position, cell }: Place): CellPlace {
  const row = layout.rows.rows[position] ?? 0;
  const shared = (columns.firstColumn[cell + 1] ?? 0) - (columns.firstColumn[cell] ?? 0);
  return { row, column: encoder.columnAt(row, cell), shared };
}

/** In pixels from the top left of the plot. */
export function boxOf({ layout, columns }: HeatmapModel, { position, cell }: Place): Box {
  const left = columns.edges[cell] ?? 0;
  return {
    left,
    top: layout.rows.tops[position] ?? 0,
    width: (columns.edges[cell + 1] ?? left) - left,
    height: layout.rows.rowHeight - 1,
  };
}

/** The time that points of a column carry, by which other panels know them; for a gap its middle. */
function stampOf({ grid }: HeatmapModel, column: number): number {
  const { starts, ends, stamped, stamp } = grid.columns;
  const start = starts[column] ?? 0;
  const end = ends[column] ?? 0;
  if (!stamped[column]) {
    return (start + end) / 2;
  }
  return stamp === 'end' ? end : start;
}
