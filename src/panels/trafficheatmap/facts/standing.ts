import { FARTHEST, type ExpectedRange } from '../model/position';

/** How a value stands against the expected range. */
export type Side = 'below' | 'within' | 'above';

export interface Standing {
  side: Side;
  text: string;
}

/** From this many times the upper bound on, a factor reads better than a percentage. */
const FACTOR_FROM = 2;

/** From this share on, what is left would read as nothing at all. */
const ALMOST_ALL = 0.995;

export function standingOf(value: number, { low, high }: ExpectedRange): Standing {
  if (value < low) {
    return { side: 'below', text: belowText(value, low) };
  }
  if (value > high) {
    return { side: 'above', text: high > 0 ? aboveText(value / high) : 'Above the expected range' };
  }
  return { side: 'within', text: 'Within the expected range' };
}

/** The same of a position as `positionOf` gives it, which does not go beyond a factor of ten. */
export function standingOfPosition(position: number): Standing {
  if (position === 0) {
    return { side: 'within', text: 'Within the expected range' };
  }
  const least = Math.abs(position) >= FARTHEST ? 'At least ' : '';
  const { side, text } = standingOf(10 ** position, { low: 1, high: 1 });
  return { side, text: least ? `${least}${text.charAt(0).toLowerCase()}${text.slice(1)}` : text };
}

function belowText(value: number, low: number): string {
  if (value < 0 || low <= 0) {
    return 'Below the expected range';
  }
  if (value === 0) {
    return 'Nothing at all: below the expected range';
  }
  const share = 1 - value / low;
  return `${share > ALMOST_ALL ? 'More than 99%' : percent(share)} below the expected range`;
}

function aboveText(factor: number): string {
  return factor < FACTOR_FROM
    ? `${percent(factor - 1)} above the expected range`
    : `${factor.toPrecision(3).replace(/\.?0+$/, '')} times the upper end of the expected range`;
}

/** Whole per cent, though never "0%" of what is outside the range. */
function percent(share: number): string {
  const whole = Math.round(share * 100);
  return whole === 0 ? 'Less than 1%' : `${whole}%`;
}
