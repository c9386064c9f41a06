import { formattedValueToString, getValueFormat } from '@grafana/data';

import { exactNumber, fullNumber, shortNumber } from '../shared/numberText';
import type { ScalingTableOptions } from './options';
import type { ScalingCell, ScalingColumn } from './scalingModel';

/** A cell for the eye, and with every digit. */
export interface CellText {
  short: string;
  exact: string;
}

type Format = Pick<ScalingTableOptions, 'roundUp' | 'unitStyle'>;

/** Amounts that come in whole pieces: a part of one has to be provided as a whole. */
const COUNTED = new Set(['db_connections', 'cpu_cores']);

/** Rounding errors of a computation stop short of this many digits. */
const RELIABLE_DIGITS = 12;

const PLAIN_UNITS = new Set([undefined, '', 'short', 'none']);

/** The texts of a cell; undefined when neither end is known. */
export function cellText({ low, high }: ScalingCell, column: ScalingColumn, format: Format): CellText | undefined {
  const ends = [low, high].filter((end) => end !== null);
  if (ends.length === 0) {
    return undefined;
  }
  const distinct = [...new Set([low, high])];
  const join = (text: (value: number) => string) =>
    distinct.map((end) => (end === null ? 'unknown' : text(end))).join('–');
  return {
    short: join((value) => shortAmount(value, column, format)),
    exact: join((value) => exactAmount(value, column)),
  };
}

function shortAmount(
  value: number,
  { id, kind, unit, decimals }: ScalingColumn,
  { roundUp, unitStyle }: Format
): string {
  if (kind === 'tenants') {
    return exactNumber(value);
  }
  if (COUNTED.has(id) && roundUp) {
    return fullNumber(Math.ceil(Number(value.toPrecision(RELIABLE_DIGITS))));
  }
  if (PLAIN_UNITS.has(unit)) {
    return shortNumber(value);
  }
  const suffix = baseSuffix(unit);
  if (unitStyle === 'base' && suffix !== undefined) {
    return `${fullNumber(value)}${suffix}`;
  }
  return formattedValueToString(getValueFormat(unit)(value, decimals));
}

function exactAmount(value: number, { unit }: ScalingColumn): string {
  const suffix = PLAIN_UNITS.has(unit) ? '' : baseSuffix(unit);
  return suffix === undefined
    ? formattedValueToString(getValueFormat(unit)(value, RELIABLE_DIGITS))
    : `${exactNumber(value)}${suffix}`;
}

/** The suffix of one unscaled unit, such as " GB"; undefined for units that change the number too, as percentages do. */
function baseSuffix(unit: string | undefined): string | undefined {
  const one = getValueFormat(unit)(1);
  return one.text === '1' ? (one.suffix ?? '') : undefined;
}
