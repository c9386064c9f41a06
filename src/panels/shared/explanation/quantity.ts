import { type FormattedValue, formattedValueToString } from '@grafana/data';

import { exactNumber, percentText, shortNumber } from '../numberText';

/** Scales of a duration, from the largest; a value is shown in the first that it reaches. */
const DURATIONS: Array<[seconds: number, suffix: string]> = [
  [86_400, ' d'],
  [3_600, ' h'],
  [60, ' min'],
  [1, ' s'],
  [1e-3, ' ms'],
  [1e-6, ' µs'],
];
const SECONDS: [number, string] = [1, ' s'];

const SUFFIXES: Record<string, string> = {
  requests_per_minute: ' req/min',
  deployments_per_week: ' per week',
};

/**
 * A value in a KPI's base unit as a tile shows it: ratios in percent, durations scaled, large numbers short, and with
 * enough digits to be read as on the right side of `apartFrom`, its target.
 */
export function quantity(value: number, unit: string, apartFrom?: number | null): FormattedValue {
  if (unit === 'ratio') {
    return { text: percentText(value, apartFrom) };
  }
  if (unit === 'seconds') {
    const [seconds, suffix] = DURATIONS.find(([scale]) => Math.abs(value) >= scale) ?? SECONDS;
    const bound = typeof apartFrom === 'number' ? apartFrom / seconds : undefined;
    return { text: shortNumber(value / seconds, bound), suffix };
  }
  return { text: shortNumber(value, apartFrom), suffix: suffixOf(unit) };
}

/** `quantity` in one string. */
export function quantityText(value: number, unit: string, apartFrom?: number | null): string {
  return formattedValueToString(quantity(value, unit, apartFrom));
}

/** More digits than this are those of the computation, not of anything measured. */
const MEASURED_DIGITS = 9;

/** A value with every digit that means something, durations in seconds. */
export function exactQuantity(measured: number, unit: string): string {
  const value = Number(measured.toPrecision(MEASURED_DIGITS));
  if (unit === 'ratio') {
    return `${exactNumber(Number((value * 100).toPrecision(MEASURED_DIGITS)))}%`;
  }
  return `${exactNumber(value)}${unit === 'seconds' ? ' s' : suffixOf(unit)}`;
}

/** A target with its comparison: "≥ 99.9%", "< 2 s". */
export function targetText(target: number, comparison: string, unit: string): string {
  const sign = comparison === '>=' ? '≥' : comparison;
  return `${sign} ${quantityText(target, unit)}`.trim();
}

/** A window as people say it: 2592000 is "30 d". */
export function windowText(seconds: number): string {
  return quantityText(seconds, 'seconds');
}

function suffixOf(unit: string): string {
  if (unit === '') {
    return '';
  }
  return Object.hasOwn(SUFFIXES, unit) ? SUFFIXES[unit]! : ` ${unit.replaceAll('_', ' ')}`;
}
