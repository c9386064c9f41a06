import type { NoDataState } from './alertRule';
import type { Evaluator } from './kinds/RuleKind';

/** The values that one alert instance would have seen. */
export interface Series {
  /** What people call it. */
  name: string;
  labels: Record<string, string>;
  /** Grafana's id of the values' unit. */
  unit?: string;
  /** Milliseconds, ascending. */
  times: number[];
  /** As many as times; null where there is no value. */
  values: Array<number | null>;
  /** Milliseconds from a point to the next, which is what a breach has to last to be seen. */
  stepMs: number;
}

/** What of a rule decides when it fires. */
export interface Firing {
  /** When a value breaches; left out where a missing value does. */
  evaluator?: Evaluator;
  noDataState: NoDataState;
  /** How long the condition has to hold. */
  forSeconds: number;
  /** How often the rule is evaluated. */
  intervalSeconds: number;
}

/** A time in which the condition held without a break. */
export interface Episode {
  /** When the condition began to hold, in milliseconds. */
  from: number;
  /** When it no longer held, or the end of the history. */
  to: number;
  /** When the rule fired; undefined when the condition did not hold for long enough. */
  firedAt?: number;
  /** Whether the condition still held at the end of the history. */
  open: boolean;
}

const SECOND_MS = 1000;

/**
 * When a rule would have been pending and firing, by the way in which Grafana evaluates rules: a breach makes the
 * instance pending, it fires at the first evaluation that is at least `for` after that, and one evaluation without a
 * breach ends it. Between two points the earlier one's value stands, so a breach that is shorter than the step is not
 * seen and one that is longer is as exact as the step.
 *
 * @param endMs until when the history goes; the last point's value stands until then.
 */
export function episodesOf({ times, values }: Series, rule: Firing, endMs: number): Episode[] {
  const episodes: Episode[] = [];
  let from: number | undefined;
  times.forEach((time, index) => {
    const breached = breaches(values[index] ?? null, rule);
    if (breached) {
      from ??= time;
    } else if (from !== undefined) {
      episodes.push(episode(from, time, false, rule));
      from = undefined;
    }
  });
  if (from !== undefined) {
    episodes.push(episode(from, endMs, true, rule));
  }
  return episodes;
}

function episode(from: number, to: number, open: boolean, { forSeconds, intervalSeconds }: Firing): Episode {
  const firedAt = from + Math.ceil(forSeconds / intervalSeconds) * intervalSeconds * SECOND_MS;
  // An evaluation at the end of a breach sees none; one at the end of the history still does.
  const fires = open ? firedAt <= to : firedAt < to;
  return { from, to, open, ...(fires && { firedAt }) };
}

/** Whether the rule's condition holds for a value. */
function breaches(value: number | null, { evaluator, noDataState }: Firing): boolean {
  if (value === null) {
    return !evaluator || noDataState === 'Alerting';
  }
  if (!evaluator) {
    return false;
  }
  const { type, params } = evaluator;
  const [low = NaN, high = NaN] = params;
  switch (type) {
    case 'gt':
      return value > low;
    case 'lt':
      return value < low;
    case 'outside_range':
      return value < low || value > high;
  }
}
