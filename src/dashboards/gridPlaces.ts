/** Width of a dashboard's grid, in cells. */
export const GRID_WIDTH = 24;

/**
 * Gives one panel after the other its place in a dashboard's grid, in cells: from left to right, and below the
 * highest of the row where the right edge would be crossed.
 */
export function gridPlaces() {
  let x = 0;
  let y = 0;
  let rowHeight = 0;
  return ({ width, height }: { width: number; height: number }) => {
    if (x + width > GRID_WIDTH) {
      x = 0;
      y += rowHeight;
      rowHeight = 0;
    }
    const place = { x, y };
    x += width;
    rowHeight = Math.max(rowHeight, height);
    return place;
  };
}
