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

/** A figure, its target and its status in words side by side need this much. */
const MIN_TILE_WIDTH = 168;
/** Name, value and status in three lines, the least that a tile shows. */
const MIN_TILE_HEIGHT = 56;
/** From this height on, three lines leave room for a trend below them. */
const MIN_TALL_HEIGHT = 96;

/**
 * Sets out `count` tiles so that all rows hold the same number where that is possible: six make one row, 3×2 or 2×3,
 * never five and one.
 *
 * @param columns a fixed number of columns, or undefined for as many as fit.
 */
export function tileGrid(count: number, width: number, height: number, columns?: number): TileGrid {
  const fitting = Math.max(1, Math.floor((width + TILE_GAP) / (MIN_TILE_WIDTH + TILE_GAP)));
  const most = Math.min(columns ?? fitting, Math.max(1, count));
  const rows = Math.max(1, Math.ceil(count / most));
  const share = (height - (rows - 1) * TILE_GAP) / rows;
  const rowHeight = Math.max(MIN_TILE_HEIGHT, Math.floor(share));
  return {
    columns: columns ? most : Math.max(1, Math.ceil(count / rows)),
    rowHeight,
    shape: rowHeight >= MIN_TALL_HEIGHT ? 'tall' : 'wide',
  };
}
