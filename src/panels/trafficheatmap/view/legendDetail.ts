import type { LegendItem, Look } from '../scale/look';

/** Of a ramp with texts along it, in pixels. */
export const RAMP_WIDTH = 240;

/** Of each look of an item without such texts, in pixels. */
export const swatchWidth = (looks: Look[]) => Math.max(10, 16 - looks.length);

/** Of a letter, and around an item with the space inside it, in pixels. */
const LETTER = 6;
const SPACING = 24;

/** What of a legend there is room for: words always, then the ranges that they stand for, then what it is about. */
export function legendDetail(items: LegendItem[], title: string, width: number) {
  const words = items.reduce((sum, { label, looks, ticks }) => {
    const picture = ticks ? RAMP_WIDTH : looks.length * swatchWidth(looks);
    return sum + picture + label.length * LETTER + SPACING;
  }, 0);
  const ranges = items.reduce((sum, { range }) => sum + (range ? range.length * LETTER : 0), 0);
  const hasRanges = words + ranges <= width;
  return { hasRanges, hasTitle: hasRanges && words + ranges + title.length * LETTER + SPACING <= width };
}
