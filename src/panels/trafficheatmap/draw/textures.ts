import type { Look } from '../scale/look';

/** Side of the tile that repeats, in CSS pixels. */
const TILE = 6;

/**
 * What fills a textured look: a repeating tile in the device's resolution, fixed to the canvas, so that neighbouring
 * cells continue it. The plain colour without a texture that repeats, or without a canvas to draw it on.
 */
export function textureFill(
  context: CanvasRenderingContext2D,
  { fill, texture, ink }: Look,
  pixelRatio: number
): string | CanvasPattern {
  if (texture !== 'hatch' && texture !== 'dots') {
    return fill;
  }
  const tile = document.createElement('canvas');
  tile.width = tile.height = Math.round(TILE * pixelRatio);
  const brush = tile.getContext('2d');
  if (!brush) {
    return fill;
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
  return context.createPattern(tile, 'repeat') ?? fill;
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
