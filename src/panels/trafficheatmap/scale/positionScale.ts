import { FARTHEST, positionOf } from '../model/position';
import type { HeatmapGrid } from '../model/grid';
import type { HeatmapRow } from '../model/rows';
import type { CellScale, LegendItem, Look } from './look';
import type { CommonLooks, PositionLooks } from './palette';

/** Looks are numbered from farthest below, over within, to farthest above; then those of unknown and unjudged cells. */
export function positionScale(
  { rows }: HeatmapGrid,
  { below, within, above, noRange }: PositionLooks,
  { unknown }: CommonLooks,
  text: (value: number, row: HeatmapRow) => string
): CellScale {
  const steps = below.length;
  const looks = [...below.toReversed(), within, ...above, unknown, noRange];
  const unknownLook = 2 * steps + 1;
  const noRangeLook = unknownLook + 1;
  const lookOf = (position: number) =>
    position === 0
      ? steps
      : steps + Math.sign(position) * Math.max(1, Math.ceil((Math.abs(position) / FARTHEST) * steps));

  return {
    looks,
    rank: Uint8Array.from(looks, (_, look) => rankOf(look, steps, unknownLook)),
    encode(row, values, into) {
      const { expected, holdsPositions } = rows[row] ?? { expected: undefined, holdsPositions: false };
      for (let i = 0; i < values.length; i++) {
        const value = values[i] ?? NaN;
        if (Number.isNaN(value)) {
          into[i] = unknownLook;
        } else if (holdsPositions) {
          into[i] = lookOf(Math.max(-FARTHEST, Math.min(FARTHEST, value)));
        } else {
          into[i] = expected ? lookOf(positionOf(value, expected)) : noRangeLook;
        }
      }
    },
    legend: legendOf(rows, { below, within, above, noRange }, text),
  };
}

/** The farther out the higher, then within, then unjudged; unknown shows only where nothing else is. */
function rankOf(look: number, steps: number, unknownLook: number): number {
  if (look >= unknownLook) {
    return look === unknownLook ? 0 : 1;
  }
  return 2 + Math.abs(look - steps);
}

function legendOf(
  rows: HeatmapRow[],
  { below, within, above, noRange }: PositionLooks,
  text: (value: number, row: HeatmapRow) => string
): LegendItem[] {
  const shared = sharedRange(rows);
  const number = (value: number) => (shared ? text(value, shared) : '');
  const { low = -Infinity, high = Infinity } = shared?.expected ?? {};
  const ends = shared
    ? { low: number(low), high: number(high), farBelow: number(low / 10), farAbove: number(high * 10) }
    : { low: 'low', high: 'high', farBelow: 'low ÷ 10', farAbove: 'high × 10' };
  const items: LegendItem[] = [
    { label: 'Below', range: `${ends.farBelow} … ${ends.low}`, looks: sampled(below).reverse() },
    { label: 'Within', range: `${ends.low} … ${ends.high}`, looks: [within] },
    { label: 'Above', range: `${ends.high} … ${ends.farAbove}`, looks: sampled(above) },
  ];
  const unjudged = rows.some(({ expected, holdsPositions }) => !expected && !holdsPositions);
  return unjudged ? [...items, { label: 'No expected range', looks: [noRange] }] : items;
}

/** A row that stands for all when every row has the same finite positive range. */
function sharedRange(rows: HeatmapRow[]): HeatmapRow | undefined {
  const [first] = rows;
  const range = first?.expected;
  const isFinite = range && range.low > 0 && Number.isFinite(range.high);
  const isShared = rows.every(({ expected }) => expected?.low === range?.low && expected?.high === range?.high);
  return isFinite && isShared ? first : undefined;
}

/** As many of a side's looks as a legend needs. */
const LEGEND_STEPS = 4;
const sampled = (looks: Look[]) =>
  Array.from(
    { length: LEGEND_STEPS },
    (_, i) => looks[Math.round((i / (LEGEND_STEPS - 1)) * (looks.length - 1))]
  ).filter((look) => look !== undefined);
