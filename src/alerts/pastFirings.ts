import { evaluatorOf } from './buildRule';
import { durationSeconds } from './duration';
import { episodesOf, type Firing, type Series } from './history';
import type { Evaluator, RuleKind } from './kinds/RuleKind';
import type { RuleParameters } from './parameters';

/** A span of time, in milliseconds. */
interface Span {
  from: number;
  to: number;
}

/** A time in which an alert instance would have fired. */
export interface PastFiring extends Span {
  series: Series;
  /** Whether it would fire still, at the end of the history. */
  open: boolean;
  /** The value farthest beyond the bound; null where a missing value fires. */
  worst: number | null;
}

/** What a rule would have done over a history. */
export interface Past {
  /** By the time at which they fired. */
  firings: PastFiring[];
  /** How many breaches did not last for long enough to fire. */
  pendingOnly: number;
  /** Times in which any instance fired, in order and apart. */
  spans: Span[];
  /** Their length in milliseconds. */
  firingMs: number;
}

/** What of a rule decides when it fires, where its group is evaluated so often. */
export function firingOf(kind: RuleKind, parameters: RuleParameters, intervalSeconds: number): Firing {
  return {
    evaluator: evaluatorOf(kind, parameters),
    noDataState: kind.noDataState,
    forSeconds: durationSeconds(parameters.for) ?? 0,
    intervalSeconds,
  };
}

/**
 * When each alert instance would have fired.
 *
 * @param endMs until when the history goes.
 */
export function pastFirings(series: Series[], rule: Firing, endMs: number): Past {
  const episodes = series.flatMap((one) =>
    episodesOf(one, rule, endMs).map((episode) => ({ ...episode, series: one }))
  );
  const firings = episodes
    .flatMap(({ series: one, firedAt, from, to, open }) =>
      firedAt === undefined
        ? []
        : [{ series: one, from: firedAt, to, open, worst: worstOf(one, { from, to }, rule.evaluator) }]
    )
    .sort((a, b) => a.from - b.from);
  const spans = union(firings);
  return {
    firings,
    pendingOnly: episodes.length - firings.length,
    spans,
    firingMs: spans.reduce((sum, { from, to }) => sum + to - from, 0),
  };
}

/** Spans in order of their start, joined where they meet. */
function union(spans: Span[]): Span[] {
  const joined: Span[] = [];
  for (const { from, to } of spans) {
    const last = joined.at(-1);
    if (last && from <= last.to) {
      last.to = Math.max(last.to, to);
    } else {
      joined.push({ from, to });
    }
  }
  return joined;
}

function worstOf({ times, values }: Series, { from, to }: Span, evaluator?: Evaluator): number | null {
  const seen = values.filter((value, index): value is number => {
    const time = times[index] ?? NaN;
    return value !== null && time >= from && time < to;
  });
  return evaluator && seen.length > 0
    ? seen.reduce((a, b) => (distance(b, evaluator) > distance(a, evaluator) ? b : a))
    : null;
}

/** How far a value is beyond the bound. */
function distance(value: number, { type, params: [low = 0, high = 0] }: Evaluator): number {
  switch (type) {
    case 'gt':
      return value - low;
    case 'lt':
      return low - value;
    case 'outside_range':
      return Math.max(low - value, value - high);
  }
}
