import type { HeatmapOptions } from '../options';
import type { HeatmapRow } from './rows';
import type { RowStats } from './rowStats';
import { tierRank } from './tier';

/** Rows that stand together under one heading. */
export interface RowGroup {
  /** Empty for rows without one. */
  name: string;
  /** Indexes into the rows of the grid, in the order they are shown. */
  rows: number[];
}

type OrderOptions = Pick<HeatmapOptions, 'sortBy' | 'sortDescending' | 'show'>;

/**
 * The rows to show, sorted, and grouped where they carry a group. Groups stand in the order of their first row, so
 * that sorting brings the group of the first row to the top. Every filter must match.
 */
export function rowOrder(rows: HeatmapRow[], stats: RowStats, filters: string[], options: OrderOptions): RowGroup[] {
  const matchers = filters.map(rowMatcher);
  const kept = rows.flatMap((row, index) =>
    isShown(options.show, stats, index) && matchers.every((matches) => matches(row)) ? index : []
  );
  const compare = comparison(rows, stats, options);
  const groups = new Map<string, RowGroup>();
  for (const index of compare ? kept.sort(compare) : kept) {
    const name = rows[index]?.group ?? '';
    const group = groups.get(name) ?? { name, rows: [] };
    group.rows.push(index);
    groups.set(name, group);
  }
  return [...groups.values()];
}

/** `/text/` is a regular expression, anything else a part of the name, group or tier; case never matters. */
function rowMatcher(filter: string): (row: HeatmapRow) => boolean {
  const expression = /^\/(.+)\/$/.exec(filter.trim())?.[1];
  const pattern = expression === undefined ? undefined : regularExpression(expression);
  if (pattern) {
    return ({ name, group, tier }) => [name, group, tier].some((text) => pattern.test(text));
  }
  const part = filter.trim().toLowerCase();
  return ({ name, group, tier }) => [name, group, tier].some((text) => text.toLowerCase().includes(part));
}

/** Undefined while an expression is still being typed. */
function regularExpression(source: string): RegExp | undefined {
  try {
    return new RegExp(source, 'i');
  } catch {
    return undefined;
  }
}

function isShown(show: HeatmapOptions['show'], stats: RowStats, row: number): boolean {
  switch (show) {
    case 'outside':
      return outside(stats, row) > 0;
    case 'unknown':
      return (stats.coverage[row] ?? 0) < 1;
    case 'all':
      return true;
  }
}

const outside = (stats: RowStats, row: number) => (stats.below[row] ?? 0) + (stats.above[row] ?? 0);

/** Undefined for the order of the data. */
function comparison(rows: HeatmapRow[], stats: RowStats, { sortBy, sortDescending }: OrderOptions) {
  const name = (row: number) => rows[row]?.name ?? '';
  const byName = (a: number, b: number) => COLLATOR.compare(name(a), name(b));
  const key = sortKey(sortBy, rows, stats);
  if (sortBy === 'data') {
    return undefined;
  }
  const sign = sortDescending ? -1 : 1;
  return key
    ? (a: number, b: number) => compareKnownFirst(key(a), key(b), sign) || byName(a, b)
    : (a: number, b: number) => sign * byName(a, b);
}

const COLLATOR = new Intl.Collator(undefined, { numeric: true });

/** Rows without a value come last, whichever the direction. */
function compareKnownFirst(a: number, b: number, sign: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) {
    return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  }
  return sign * (a - b);
}

function sortKey(
  sortBy: HeatmapOptions['sortBy'],
  rows: HeatmapRow[],
  stats: RowStats
): ((row: number) => number) | undefined {
  switch (sortBy) {
    case 'mean':
    case 'highest':
    case 'latest':
      return (row) => stats[sortBy][row] ?? NaN;
    case 'outside':
      return (row) => outside(stats, row);
    case 'unknown':
      return (row) => 1 - (stats.coverage[row] ?? 0);
    case 'tier':
      return (row) => tierRank(rows[row]?.tier ?? '');
    case 'name':
    case 'data':
      return undefined;
  }
}
