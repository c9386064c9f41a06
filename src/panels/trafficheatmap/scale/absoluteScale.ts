import type { HeatmapGrid } from '../model/grid';
import type { CellScale, LegendItem, Look } from './look';
import type { CommonLooks } from './palette';

/** Orders of magnitude that one log scale spans at most; smaller values would waste its colours on noise. */
const MAX_DECADES = 6;

/** Where the only value of a scale lies. */
const MIDDLE = 0.5;

export interface AbsoluteOptions {
  valueScale: 'log' | 'linear';
  /** Whether each row has a scale of its own. */
  isPerRow: boolean;
  /** Ends that the user set; they hold for every row. */
  min?: number;
  max?: number;
}

/** The value range of a row's colours, and how values lie in it. */
interface Domain {
  low: number;
  high: number;
  isLog: boolean;
}

/**
 * Looks are numbered from lowest to highest, then zero and unknown. Zero has a look of its own where it has no place
 * on the scale, that is on a log scale. Negative values make a scale linear.
 */
export function absoluteScale(
  { rows, stats }: HeatmapGrid,
  colors: string[],
  { unknown, zero }: CommonLooks,
  options: AbsoluteOptions,
  text: (value: number) => string
): CellScale {
  const top = colors.length - 1;
  const zeroLook = colors.length;
  const unknownLook = zeroLook + 1;
  const looks: Look[] = [...colors.map((fill) => ({ fill })), zero, unknown];
  const indexes = rows.map((_, index) => index);
  const shared = domainOf(stats, indexes, options);
  const rowDomain = (row: number) => (options.isPerRow ? domainOf(stats, [row], options) : shared);

  return {
    looks,
    rank: Uint8Array.from(looks, (_, look) => (look <= top ? look + 2 : unknownLook - look)),
    encode(row, values, into) {
      const { low, high, isLog } = rowDomain(row);
      const from = isLog ? Math.log(low) : low;
      const length = (isLog ? Math.log(high) : high) - from;
      for (let i = 0; i < values.length; i++) {
        const value = values[i] ?? NaN;
        if (Number.isNaN(value)) {
          into[i] = unknownLook;
        } else if (isLog && value <= 0) {
          into[i] = zeroLook;
        } else {
          const share = length > 0 ? ((isLog ? Math.log(value) : value) - from) / length : MIDDLE;
          into[i] = Math.round(Math.max(0, Math.min(1, share)) * top);
        }
      }
    },
    legend: legendOf(shared, looks, options.isPerRow, stats.zeros.some(Boolean), text),
  };
}

function domainOf(stats: HeatmapGrid['stats'], rows: number[], { valueScale, min, max }: AbsoluteOptions): Domain {
  const lowest = min ?? least(stats.lowest, rows);
  const highest = max ?? -least(stats.highest, rows, -1);
  const isLog = valueScale === 'log' && !(lowest < 0);
  if (!isLog) {
    return { low: Math.min(lowest, highest), high: highest, isLog };
  }
  const low = min !== undefined && min > 0 ? min : least(stats.lowestPositive, rows);
  return { low: Math.min(Math.max(low, highest / 10 ** MAX_DECADES), highest), high: highest, isLog };
}

/** The least of the known ones, Infinity when there are none. */
const least = (values: Float64Array, rows: number[], sign = 1) =>
  rows.reduce((found, row) => {
    const value = sign * (values[row] ?? NaN);
    return value < found ? value : found;
  }, Infinity);

function legendOf(
  domain: Domain,
  looks: Look[],
  isPerRow: boolean,
  hasZeros: boolean,
  text: (value: number) => string
): LegendItem[] {
  const rampLooks = looks.slice(0, -2);
  const zero = looks.at(-2);
  const ramp: LegendItem = isPerRow
    ? { label: '', looks: rampLooks, ticks: PER_ROW_TICKS }
    : { label: '', looks: rampLooks, ticks: legendTicks(domain, text) };
  const hasScale = Number.isFinite(domain.high) && (!domain.isLog || domain.high > 0);
  const items = hasScale ? [ramp] : [];
  return zero && hasZeros && (domain.isLog || isPerRow) ? [...items, { label: 'Zero', looks: [zero] }] : items;
}

const PER_ROW_TICKS = [
  { at: 0, text: 'a row’s lowest' },
  { at: 1, text: 'its highest' },
];

/** The ends, and on a log scale the powers of ten between them, or the middle; there may be room for fewer. */
function legendTicks({ low, high, isLog }: Domain, text: (value: number) => string) {
  if (low === high) {
    return [{ at: MIDDLE, text: text(high) }];
  }
  const ends = [
    { at: 0, text: text(low) },
    { at: 1, text: text(high) },
  ];
  if (!isLog) {
    return [...ends.slice(0, 1), { at: 0.5, text: text((low + high) / 2) }, ...ends.slice(1)];
  }
  const place = (value: number) => Math.log(value / low) / Math.log(high / low);
  const first = Math.ceil(Math.log10(low));
  const decades = Array.from({ length: MAX_DECADES + 1 }, (_, i) => 10 ** (first + i))
    .map((value) => ({ at: place(value), text: text(value) }))
    .filter(({ at }) => at > 0 && at < 1);
  return [...ends.slice(0, 1), ...decades, ...ends.slice(1)];
}
