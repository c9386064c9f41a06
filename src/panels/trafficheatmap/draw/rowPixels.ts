import { colorManipulator } from '@grafana/data';

import type { Look } from '../scale/look';

/** The colours of looks as the pixels of an image; 0, which is see-through, for what a look does not have. */
export interface LookPixels {
  /** Nothing for textures, which are painted below. */
  fill: Uint32Array;
  top: Uint32Array;
  bottom: Uint32Array;
  isTextured: boolean[];
}

/** One row of cells as three lines of device pixels: the cells, and the bars at their top and bottom edges. */
export interface RowPixels {
  fill: Uint32Array;
  top: Uint32Array;
  bottom: Uint32Array;
}

export function lookPixels(looks: Look[]): LookPixels {
  const edge = (side: 'top' | 'bottom') =>
    Uint32Array.from(looks, (look) => (look.edge?.side === side ? pixelOf(look.edge.color) : 0));
  return {
    fill: Uint32Array.from(looks, ({ fill, texture }) => (texture ? 0 : pixelOf(fill))),
    top: edge('top'),
    bottom: edge('bottom'),
    isTextured: looks.map(({ texture }) => Boolean(texture)),
  };
}

/** From this width on cells stand apart from their neighbours, in CSS pixels; narrower ones would lose too much. */
const SEPARATED_FROM = 9;

/**
 * Writes a row into see-through lines. A row is as many pixels whatever the number of its cells, and stretching its lines over the height of
 * the row is left to the canvas: thousands of cells cost as much as a few.
 *
 * @param edges of the cells in device pixels, one more than there are cells
 */
export function writeRow(
  into: RowPixels,
  cellLooks: Uint8Array,
  edges: Int32Array,
  looks: LookPixels,
  pixelRatio: number
): void {
  const gap = Math.round(pixelRatio);
  for (let cell = 0; cell + 1 < edges.length; cell++) {
    const look = cellLooks[cell] ?? 0;
    const start = edges[cell] ?? 0;
    const next = edges[cell + 1] ?? start;
    const end = next - start >= SEPARATED_FROM * pixelRatio ? next - gap : next;
    paintLine(into.fill, looks.fill[look] ?? 0, start, end);
    paintLine(into.top, looks.top[look] ?? 0, start, end);
    paintLine(into.bottom, looks.bottom[look] ?? 0, start, end);
  }
}

/** Cells are a few pixels wide, for which a loop is faster than a call of `fill`; new lines are see-through as they are. */
function paintLine(line: Uint32Array, pixel: number, start: number, end: number): void {
  if (pixel !== 0) {
    for (let x = start; x < end; x++) {
      line[x] = pixel;
    }
  }
}

/** Calls back for each stretch of neighbouring cells with one textured look. */
export function eachTexturedRun(
  cellLooks: Uint8Array,
  edges: Int32Array,
  { isTextured }: LookPixels,
  paint: (look: number, start: number, end: number) => void
): void {
  let first = 0;
  for (let cell = 0; cell + 1 < edges.length; cell++) {
    const look = cellLooks[cell] ?? 0;
    const isLast = cell + 2 === edges.length || cellLooks[cell + 1] !== look;
    if (isLast) {
      if (isTextured[look]) {
        paint(look, edges[first] ?? 0, edges[cell + 1] ?? 0);
      }
      first = cell + 1;
    }
  }
}

/** In the order of bytes that the machine keeps images in. */
function pixelOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = colorManipulator.decomposeColor(color).values;
  return new Uint32Array(Uint8Array.of(red, green, blue, 255).buffer)[0] ?? 0;
}
