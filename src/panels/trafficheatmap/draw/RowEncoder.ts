import { readRow } from '../model/readRow';
import type { HeatmapGrid } from '../model/grid';
import type { ColumnLayout } from '../layout/columnLayout';
import type { CellScale } from '../scale/look';

/** Finds the looks of one row at a time, in memory that it keeps for the next row. */
export class RowEncoder {
  private readonly values: Float64Array;
  private readonly columnLooks: Uint8Array;
  private readonly cellLooks: Uint8Array;

  constructor(
    private readonly grid: HeatmapGrid,
    private readonly scale: CellScale,
    private readonly layout: ColumnLayout
  ) {
    this.values = new Float64Array(grid.columns.count);
    this.columnLooks = new Uint8Array(grid.columns.count);
    this.cellLooks = new Uint8Array(layout.count);
  }

  /** The look of each cell of a row, valid until the next call. */
  looksOf(row: number): Uint8Array {
    this.encode(row);
    if (this.layout.count === this.grid.columns.count) {
      return this.columnLooks;
    }
    for (let cell = 0; cell < this.layout.count; cell++) {
      this.cellLooks[cell] = this.columnLooks[this.leading(cell)] ?? 0;
    }
    return this.cellLooks;
  }

  /** The column that a cell shows: the only one, or the one that stands out most among those that share it. */
  columnAt(row: number, cell: number): number {
    this.encode(row);
    return this.leading(cell);
  }

  private encode(row: number): void {
    const source = this.grid.rows[row];
    if (source) {
      readRow(source, this.grid.columns, this.values);
      this.scale.encode(row, this.values, this.columnLooks);
    }
  }

  private leading(cell: number): number {
    const { rank } = this.scale;
    const first = this.layout.firstColumn[cell] ?? 0;
    const end = this.layout.firstColumn[cell + 1] ?? first + 1;
    let leading = first;
    for (let column = first + 1; column < end; column++) {
      const isHigher = (rank[this.columnLooks[column] ?? 0] ?? 0) > (rank[this.columnLooks[leading] ?? 0] ?? 0);
      leading = isHigher ? column : leading;
    }
    return leading;
  }
}
