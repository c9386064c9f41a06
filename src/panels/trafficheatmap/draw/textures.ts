import type { Look } from '../scale/look';

/** Side of the tile that repeats, in CSS pixels. */
const TILE = 6;

/**
 * The repeating picture of a look's texture, drawn at the device's resolution and fixed to the canvas, so that
 * neighbouring cells continue it. Null without a texture that repeats, or without a canvas to draw it on.
 */
export function texturePattern(
  context: CanvasRenderingContext2D,
  { fill, texture, ink }: Look,
  pixelRatio: number
): CanvasPattern | null {
  if (texture !== 'hatch' && texture !== 'dots') {
    return null;
  }
  const tile = document.createElement('canvas');
  tile.width = tile.height = Math.round(TILE * pixelRatio);
  const brush = tile.getContext('2d');
  if (!brush) {
    return null;
  }
  brush.scale(tile.width / TILE, tile.height / TILE);
  brush.fillStyle = fill;
  brush.fillRect(0, 0, TILE, TILE);
  brush.fillStyle = brush.strokeStyle = ink ?? fill;
  if (texture === 'hatch') {
    strokeDiagonals(brush);
  } else {
    brush.fillRect(TILE / 2 - 0.5, TILE / 2 - 0.5, 1.2, 1.2);
  }
  const pattern = context.createPattern(tile, 'repeat');
  pattern?.setTransform(new DOMMatrix().scale(1 / pixelRatio));
  return pattern;
}

/** One diagonal through the tile, and the corners that its width cuts from the neighbours. */
function strokeDiagonals(brush: CanvasRenderingContext2D): void {
  brush.lineWidth = 1;
  brush.beginPath();
  for (const offset of [-TILE, 0, TILE]) {
    brush.moveTo(offset - 1, TILE + 1);
    brush.lineTo(offset + TILE + 1, -1);
  }
  brush.stroke();
}
