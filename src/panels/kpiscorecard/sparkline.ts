import type { KpiTrend } from '../shared/explanation/kpi';

/** A trend in a box of 0–100 both ways, from the top left, for an SVG that stretches it. */
export interface SparklineShape {
  /** SVG path data; a gap starts a new stroke, a lone point is a stroke of no length. */
  path: string;
  /** Height of the target's line. */
  targetY?: number;
}

const SIZE = 100;
/** Kept free above and below, so that no stroke is cut off. */
const MARGIN = 6;
/** More points than a tile has pixels cannot be told apart. */
const MAX_COLUMNS = 250;
/** Points further apart than this many steps have a gap between them, even if no null says so. */
const GAP_STEPS = 1.5;

interface Point {
  time: number;
  value: number | null;
}

type KnownPoint = Point & { value: number };

/** Draws a trend and its target to one scale; undefined when no point is known. */
export function sparklineShape(trend: KpiTrend, target: number | null): SparklineShape | undefined {
  const points = trend.times
    .map((time, at): Point => ({ time, value: trend.values[at] ?? null }))
    .filter(({ time }) => Number.isFinite(time))
    .sort((a, b) => a.time - b.time);
  const known = points.flatMap(({ value }) => (value === null ? [] : [value]));
  if (known.length === 0) {
    return undefined;
  }
  const from = points[0]!.time;
  const span = points.at(-1)!.time - from || 1;
  const y = heightScale(target === null ? known : [...known, target]);
  const x = (time: number) => round(((time - from) / span) * SIZE);

  const path = strokes(thinned(withGaps(points, trend.stepMs)))
    .map((stroke) => {
      const steps = stroke.map(({ time, value }) => `${x(time)} ${y(value)}`);
      return `M${steps.join('L')}${steps.length === 1 ? 'h0' : ''}`;
    })
    .join('');
  return { path, targetY: target === null ? undefined : y(target) };
}

function heightScale(values: number[]): (value: number) => number {
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
  const room = SIZE - 2 * MARGIN;
  return (value) => round(high === low ? SIZE / 2 : SIZE - MARGIN - ((value - low) / (high - low)) * room);
}

/** Puts an unknown point where the series left one or more out. */
function withGaps(points: Point[], stepMs: number | undefined): Point[] {
  return points.flatMap((point, at) => {
    const previous = points[at - 1];
    const isApart = stepMs !== undefined && previous && point.time - previous.time > stepMs * GAP_STEPS;
    return isApart ? [{ time: (previous.time + point.time) / 2, value: null }, point] : [point];
  });
}

/** The stretches of known points between unknown ones. */
function strokes(points: Point[]): KnownPoint[][] {
  const found: KnownPoint[][] = [[]];
  for (const { time, value } of points) {
    if (value === null) {
      found.push([]);
    } else {
      found.at(-1)?.push({ time, value });
    }
  }
  return found.filter((stroke) => stroke.length > 0);
}

/**
 * At most about `MAX_COLUMNS` columns of points: of each, the lowest and the highest in their order, so that no spike
 * is lost, and an unknown one if there is any, so that no gap is.
 */
function thinned(points: Point[]): Point[] {
  const size = Math.ceil(points.length / MAX_COLUMNS);
  if (size <= 1) {
    return points;
  }
  return Array.from({ length: Math.ceil(points.length / size) }, (_, column) => {
    const group = points.slice(column * size, (column + 1) * size);
    const known = group.filter(({ value }) => value !== null).sort((a, b) => Number(a.value) - Number(b.value));
    const kept = new Set([known[0], known.at(-1), group.find(({ value }) => value === null)]);
    return group.filter((point) => kept.has(point));
  }).flat();
}

const round = (value: number) => Math.round(value * 100) / 100;
