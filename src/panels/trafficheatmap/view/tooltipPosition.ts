import type { Point } from './interaction';

export interface Size {
  width: number;
  height: number;
}

/** Between what a tooltip is about and the tooltip, and between it and the window's edges, in pixels. */
const OFFSET = 14;
const MARGIN = 8;

/** The top left corner of a tooltip: right below its anchor, on the other side where it would leave the window. */
export function tooltipPosition(anchor: Point, tooltip: Size, view: Size): Point {
  return {
    x: alongAxis(anchor.x, tooltip.width, view.width),
    y: alongAxis(anchor.y, tooltip.height, view.height),
  };
}

function alongAxis(anchor: number, length: number, viewLength: number): number {
  const after = anchor + OFFSET;
  const before = anchor - OFFSET - length;
  const fits = after + length <= viewLength - MARGIN;
  const wanted = fits || before < MARGIN ? after : before;
  return Math.max(MARGIN, Math.min(wanted, viewLength - MARGIN - length));
}
