import type { ColumnLayout } from '../layout/columnLayout';
import type { Look } from '../scale/look';

/** What a row of cells is painted with: the looks, and their repeating textures where they have one. */
export interface Paint {
  looks: Look[];
  fills: Array<string | CanvasPattern>;
}

/** Where a row goes, in CSS pixels of the canvas. */
export interface Band {
  top: number;
  height: number;
}

/** From this width on, cells stand apart from their neighbours; narrower ones would lose too much of themselves. */
const SEPARATED_FROM = 9;

/** The share of a row's height that the bar above or below the expected range takes. */
const EDGE_SHARE = 0.22;

/**
 * Paints one row. `cellLooks` has a look for each cell of the layout; neighbours of one look are one rectangle, unless
 * cells are wide enough to stand apart.
 */
export function paintRow(
  context: CanvasRenderingContext2D,
  cellLooks: Uint8Array,
  { edges, count }: ColumnLayout,
  band: Band,
  paint: Paint
): void {
  let start = 0;
  for (let cell = 0; cell < count; cell++) {
    const look = cellLooks[cell] ?? 0;
    const isSeparated = (edges[cell + 1] ?? 0) - (edges[cell] ?? 0) >= SEPARATED_FROM && !paint.looks[look]?.texture;
    const isRunOver = isSeparated || cell + 1 === count || cellLooks[cell + 1] !== look;
    if (isRunOver) {
      const left = edges[start] ?? 0;
      paintRun(context, look, { left, width: (edges[cell + 1] ?? 0) - left - (isSeparated ? 1 : 0), ...band }, paint);
      start = cell + 1;
    }
  }
}

interface Box extends Band {
  left: number;
  width: number;
}

function paintRun(
  context: CanvasRenderingContext2D,
  lookIndex: number,
  { left, width, top, height }: Box,
  { looks, fills }: Paint
): void {
  const look = looks[lookIndex];
  if (!look) {
    return;
  }
  context.fillStyle = fills[lookIndex] ?? look.fill;
  context.fillRect(left, top, width, height);
  if (look.edge) {
    const thickness = Math.max(2, Math.round(height * EDGE_SHARE));
    context.fillStyle = look.edge.color;
    context.fillRect(left, look.edge.side === 'top' ? top : top + height - thickness, width, thickness);
  }
  if (look.texture === 'midline') {
    context.fillStyle = look.ink ?? look.fill;
    context.fillRect(left, top + Math.floor(height / 2), width, 1);
  }
}
