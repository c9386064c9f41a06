// Text is in one language, as are Grafana's own value formats, so that screenshots and exports read the same anywhere.
const LOCALE = 'en-US';

/** Digits that a double holds; more would print its rounding error. */
const EXACT_DIGITS = 15;

const SHORT_DIGITS = 3;

/** From here on compact notation has no more letters, and a whole part has more digits than a double holds. */
const COMPACT_LIMIT = 1e15;

/** A number in full, for tooltips and screen readers: 1234.5 is "1,234.5"; a power of ten where nobody counts its zeros. */
export function exactNumber(value: number): string {
  return new Intl.NumberFormat(LOCALE, {
    notation: isBeyondLetters(value) ? 'scientific' : 'standard',
    maximumSignificantDigits: EXACT_DIGITS,
  }).format(value);
}

const isBeyondLetters = (value: number) => Math.abs(value) >= COMPACT_LIMIT;

/** A number in three digits, yet never without its whole part: 2044.67 is "2,045", 34.14 is "34.1". */
export function fullNumber(value: number): string {
  if (isBeyondLetters(value)) {
    return shortNumber(value);
  }
  const digits = Math.abs(value) < 10 ** SHORT_DIGITS ? { maximumSignificantDigits: SHORT_DIGITS } : WHOLE;
  return new Intl.NumberFormat(LOCALE, digits).format(value);
}

const WHOLE = { maximumFractionDigits: 0 };

/**
 * A number in three digits, or more where it would otherwise read as on the wrong side of `apartFrom`: 1243.5 is
 * "1.24K", and 999.6 beside 1,000 is "999.6".
 */
export function shortNumber(value: number, apartFrom?: number | null): string {
  const digits = fewestDigits(SHORT_DIGITS, EXACT_DIGITS, value, apartFrom, (count) =>
    Number(value.toPrecision(count))
  );
  if (digits > SHORT_DIGITS) {
    return exactNumber(Number(value.toPrecision(digits)));
  }
  const notation = isBeyondLetters(value) ? 'scientific' : 'compact';
  return new Intl.NumberFormat(LOCALE, { notation, maximumSignificantDigits: digits }).format(value);
}

/** Percent decimals by the distance to 0 % or 100 %, whichever is nearer: what is left of "nines" decides. */
const PERCENT_DECIMALS: Array<[distance: number, decimals: number]> = [
  [5, 1],
  [0.1, 2],
  [0.01, 3],
];
const MOST_PERCENT_DECIMALS = 4;
const EXACT_PERCENT_DECIMALS = 10;

/** Percentages from here on are no shares of anything, and as long as other large numbers. */
const LARGE_PERCENT = 1e6;

/**
 * A ratio as a percentage that tells 99.95 % from 99.9 %: at least two digits of the distance to the nearer of 0 %
 * and 100 %, and more where it would otherwise read as on the wrong side of `apartFrom`. Nearly everything is never "100%".
 */
export function percentText(ratio: number, apartFrom?: number | null): string {
  const percent = ratio * 100;
  if (Math.abs(percent) >= LARGE_PERCENT) {
    return `${shortNumber(percent)}%`;
  }
  const distance = Math.min(Math.abs(percent), Math.abs(100 - percent));
  const usual = PERCENT_DECIMALS.find(([least]) => distance >= least)?.[1] ?? MOST_PERCENT_DECIMALS;
  const bound = typeof apartFrom === 'number' ? apartFrom * 100 : undefined;
  const decimals = fewestDigits(usual, EXACT_PERCENT_DECIMALS, percent, bound, (count) => rounded(percent, count));
  const shown = rounded(percent, decimals);
  if (shown === 100 && ratio < 1) {
    return `>${decimalText(100 - 10 ** -decimals, decimals)}%`;
  }
  if (shown === 0 && ratio > 0) {
    return `<${decimalText(10 ** -decimals, decimals)}%`;
  }
  return `${decimalText(percent, decimals)}%`;
}

const rounded = (value: number, decimals: number) => Number(value.toFixed(decimals));

const decimalText = (value: number, decimals: number) =>
  new Intl.NumberFormat(LOCALE, { maximumFractionDigits: decimals }).format(value);

/** The fewest digits, from `least` on, at which the rounded value lies on the same side of the bound as the value. */
function fewestDigits(
  least: number,
  most: number,
  value: number,
  bound: number | null | undefined,
  round: (digits: number) => number
): number {
  if (bound === null || bound === undefined) {
    return least;
  }
  // A bound such as 0.07 becomes 7.000000000000001 as a percentage.
  const clean = Number(bound.toPrecision(EXACT_DIGITS));
  const side = Math.sign(Number(value.toPrecision(EXACT_DIGITS)) - clean);
  let digits = least;
  while (digits < most && Math.sign(round(digits) - clean) !== side) {
    digits++;
  }
  return digits;
}
