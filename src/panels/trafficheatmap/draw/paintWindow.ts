import type { ColumnLayout } from '../layout/columnLayout';
import type { RowLayout, RowWindow } from '../layout/rowLayout';
import type { CellScale, Look } from '../scale/look';
import type { RowEncoder } from './RowEncoder';
import { eachTexturedRun, lookPixels, writeRow } from './rowPixels';
import { textureFill } from './textures';

export interface PaintedWindow {
  rows: RowLayout;
  columns: ColumnLayout;
  window: RowWindow;
  /** Of the canvas, in CSS pixels from the top of all rows. */
  top: number;
  height: number;
}

/** Between one row and the next, in CSS pixels. */
const ROW_GAP = 1;

/** The share of a row's height that a bar above or below the expected range takes. */
const EDGE_SHARE = 0.22;

/** Of a row in the image: its cells, and the bars at their top and bottom edges. */
const LINES = 3;

/** Sizes the canvas for a window of rows and paints them. */
export function paintWindow(
  canvas: HTMLCanvasElement,
  { rows, columns, window: { first, end }, top, height }: PaintedWindow,
  encoder: RowEncoder,
  { looks }: CellScale,
  pixelRatio: number
): void {
  const onDevice = (length: number) => Math.round(length * pixelRatio);
  const width = Math.max(1, onDevice(columns.width));
  canvas.width = width;
  canvas.height = Math.max(1, onDevice(height));
  const context = canvas.getContext('2d');
  const lines = document.createElement('canvas');
  lines.width = width;
  lines.height = Math.max(1, (end - first) * LINES);
  const linesContext = lines.getContext('2d');
  if (!context || !linesContext) {
    return;
  }
  const edges = Int32Array.from(columns.edges, onDevice);
  const image = linesContext.createImageData(lines.width, lines.height);
  const pixels = new Uint32Array(image.data.buffer);
  const line = (index: number) => pixels.subarray(index * width, (index + 1) * width);
  const colors = lookPixels(looks);
  const fills: Array<string | CanvasPattern> = [];
  const fillOf = (index: number, look: Look) => (fills[index] ??= textureFill(context, look, pixelRatio));
  const bandOf = (position: number): Band => {
    const rowTop = onDevice((rows.tops[position] ?? 0) - top);
    return { top: rowTop, height: onDevice((rows.tops[position] ?? 0) - top + rows.rowHeight - ROW_GAP) - rowTop };
  };

  for (let position = first; position < end; position++) {
    const at = (position - first) * LINES;
    const cellLooks = encoder.looksOf(rows.rows[position] ?? 0);
    const row = { fill: line(at), top: line(at + 1), bottom: line(at + 2) };
    writeRow(row, cellLooks, edges, colors, pixelRatio);
    eachTexturedRun(cellLooks, edges, colors, (index, start, stop) => {
      const look = looks[index];
      if (look) {
        const box = { ...bandOf(position), left: start, width: stop - start };
        paintTexture(context, box, fillOf(index, look), look, pixelRatio);
      }
    });
  }
  linesContext.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = false;
  for (let position = first; position < end; position++) {
    const band = bandOf(position);
    const thickness = Math.max(onDevice(2), Math.round(band.height * EDGE_SHARE));
    const stretch = (index: number, y: number, rowHeight: number) =>
      context.drawImage(lines, 0, (position - first) * LINES + index, width, 1, 0, y, width, rowHeight);
    stretch(0, band.top, band.height);
    stretch(1, band.top, thickness);
    stretch(2, band.top + band.height - thickness, thickness);
  }
}

/** Where a row goes, in device pixels of the canvas. */
interface Band {
  top: number;
  height: number;
}

interface Box extends Band {
  left: number;
  width: number;
}

function paintTexture(
  context: CanvasRenderingContext2D,
  { left, top, width, height }: Box,
  fill: string | CanvasPattern,
  look: Look,
  pixelRatio: number
): void {
  context.fillStyle = fill;
  context.fillRect(left, top, width, height);
  if (look.texture === 'midline') {
    context.fillStyle = look.ink ?? look.fill;
    context.fillRect(left, top + Math.floor(height / 2), width, Math.round(pixelRatio));
  }
}
