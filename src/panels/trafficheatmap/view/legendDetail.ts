import type { LegendItem, LegendTick, Look } from '../scale/look';

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

/** Between two texts along a ramp, in pixels. */
const TICK_GAP = 8;

/** The ends, and of the texts between them those that touch no other one. */
export function fittingTicks(ticks: LegendTick[]): LegendTick[] {
  const last = ticks.at(-1);
  let taken = -Infinity;
  return ticks.filter((tick, index) => {
    const { left, right } = tickSpan(tick);
    const fits = left >= taken && (!last || right + TICK_GAP <= tickSpan(last).left);
    const isKept = index === 0 || tick === last || fits;
    taken = isKept ? right + TICK_GAP : taken;
    return isKept;
  });
}

/** A text is centred on its place in the middle of the ramp, and moves inwards towards the ends. */
function tickSpan({ at, text }: LegendTick) {
  const width = text.length * LETTER;
  const left = at * (RAMP_WIDTH - width);
  return { left, right: left + width };
}
