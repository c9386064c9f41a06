/** How tiles are set out in a panel; lengths in pixels. */
export interface TileGrid {
  columns: number;
  /** Height of one row of tiles; the panel scrolls when the rows are higher than it. */
  rowHeight: number;
  /** `wide` puts the trend beside the figures, for tiles too low to stack it under them. */
  shape: 'tall' | 'wide';
}

/** Between tiles. */
export const TILE_GAP = 8;

/** Narrower tiles cannot hold a name, a value beside its target, and a status in words. */
const MIN_TILE_WIDTH = { tall: 168, wide: 260 };
/** Name, value and status in three lines, the least that a tile shows. */
const MIN_TILE_HEIGHT = 62;
/** From this height on, four lines leave some room for a trend below them. */
const MIN_TALL_HEIGHT = 92;

/**
 * Sets out `count` tiles so that all rows hold the same number where that is possible: six make one row, 3×2 or 2×3,
 * never five and one.
 *
 * @param columns a fixed number of columns, or undefined for as many as fit.
 */
export function tileGrid(count: number, width: number, height: number, columns?: number): TileGrid {
  if (columns !== undefined) {
    return withColumns(Math.min(columns, Math.max(1, count)), count, height);
  }
  for (let rows = 1; rows < count; rows++) {
    const grid = withColumns(Math.ceil(count / rows), count, height);
    const tileWidth = (width + TILE_GAP) / grid.columns - TILE_GAP;
    if (tileWidth >= MIN_TILE_WIDTH[grid.shape]) {
      return grid;
    }
  }
  return withColumns(1, count, height);
}

function withColumns(columns: number, count: number, height: number): TileGrid {
  const rows = Math.max(1, Math.ceil(count / columns));
  const share = (height - (rows - 1) * TILE_GAP) / rows;
  const rowHeight = Math.max(MIN_TILE_HEIGHT, Math.floor(share));
  return { columns, rowHeight, shape: rowHeight >= MIN_TALL_HEIGHT ? 'tall' : 'wide' };
}
