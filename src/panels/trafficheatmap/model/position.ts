/** The values that are normal for a series. */
export interface ExpectedRange {
  low: number;
  high: number;
}

/** A value ten times above or below the range is as far out as positions tell apart. */
export const FARTHEST = 1;

/**
 * Where a value stands against its expected range: 0 within, up to 1 above (log10 of value ÷ high) and down to -1 below
 * (log10 of value ÷ low), beyond a factor of ten no further; zero and less is -1 below a positive range.
 */
export function positionOf(value: number, { low, high }: ExpectedRange): number {
  if (value < low) {
    return value > 0 ? Math.max(-FARTHEST, Math.log10(value / low)) : -FARTHEST;
  }
  if (value > high) {
    return high > 0 ? Math.min(FARTHEST, Math.log10(value / high)) : FARTHEST;
  }
  return 0;
}
