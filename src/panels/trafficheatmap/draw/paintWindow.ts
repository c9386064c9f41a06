import type { ColumnLayout } from '../layout/columnLayout';
import type { RowLayout, RowWindow } from '../layout/rowLayout';
import type { CellScale } from '../scale/look';
import { type Paint, paintRow } from './paintRow';
import type { RowEncoder } from './RowEncoder';
import { texturePattern } from './textures';

export interface PaintedWindow {
  rows: RowLayout;
  columns: ColumnLayout;
  window: RowWindow;
  /** Of the canvas, in CSS pixels from the top of all rows. */
  top: number;
  height: number;
}

/** Between one row and the next. */
const ROW_GAP = 1;

/** Sizes the canvas for a window of rows and paints them. */
export function paintWindow(
  canvas: HTMLCanvasElement,
  { rows, columns, window, top, height }: PaintedWindow,
  encoder: RowEncoder,
  scale: CellScale,
  pixelRatio: number
): void {
  canvas.width = Math.max(1, Math.round(columns.width * pixelRatio));
  canvas.height = Math.max(1, Math.round(height * pixelRatio));
  const context = canvas.getContext('2d', { alpha: true });
  if (!context) {
    return;
  }
  context.scale(pixelRatio, pixelRatio);
  const paint: Paint = {
    looks: scale.looks,
    fills: scale.looks.map((look) => texturePattern(context, look, pixelRatio) ?? look.fill),
  };
  for (let position = window.first; position < window.end; position++) {
    const band = { top: (rows.tops[position] ?? 0) - top, height: rows.rowHeight - ROW_GAP };
    paintRow(context, encoder.looksOf(rows.rows[position] ?? 0), columns, band, paint);
  }
}
