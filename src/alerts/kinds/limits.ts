import type { Evaluator, Limit } from './RuleKind';

/** Digits in which a bound is told and typed; more would print the rounding of a unit's conversion. */
const DIGITS = 12;

const clean = (value: number) => Number(value.toPrecision(DIGITS));

interface Unit {
  /** Printed behind a number. */
  unit: string;
  /** What one of them is in the base unit. */
  scale: number;
  /** The greatest bound that a value can cross. */
  most?: number;
}

const UNITS: Record<string, Unit> = {
  ratio: { unit: '%', scale: 0.01, most: 1 },
  seconds: { unit: 's', scale: 1 },
  requests_per_minute: { unit: 'req/min', scale: 1 },
};

/** The bound of a KPI: its target, unless a person sets another one. */
export function kpiLimit(kpi: string, unitName: string, type: 'gt' | 'lt'): Limit {
  return limitOn(type, unitName, ({ targets }) => targets[kpi]?.value ?? undefined);
}

/** The share of a window in which a signal has to be seen. */
export function coverageLimit(): Limit {
  return limitOn('lt', 'ratio', ({ verdicts }) => verdicts.minCoverage);
}

function limitOn(type: 'gt' | 'lt', unitName: string, fromProfile: Limit['fromProfile']): Limit {
  const { unit, scale, most } = UNITS[unitName] ?? { unit: '', scale: 1 };
  const text = (limit: number) => [clean(limit / scale), unit].join(' ').trim();
  return {
    label: type === 'lt' ? 'Fires below' : 'Fires above',
    unit,
    scale,
    text,
    fromProfile,
    refuse: (limit) =>
      limit > 0 && limit <= (most ?? Infinity)
        ? undefined
        : `Choose a bound above ${text(0)}${most === undefined ? '' : ` and up to ${text(most)}`}.`,
    evaluator: (limit) => ({ type, params: [limit] }),
    fromEvaluator: ({ type: found, params }) => (found === type ? params[0] : undefined),
  };
}

/** Positions end here: a table ten times beyond its range is as far outside as one a hundred times beyond. */
const FARTHEST_POSITION = 1;

/** Digits of a factor that a position keeps, and the decimals that it takes for that: a factor of two is 0.301. */
const FACTOR_DIGITS = 3;
const POSITION_DECIMALS = 4;

const position = (factor: number) => Number(Math.log10(factor).toFixed(POSITION_DECIMALS));

/**
 * How many times beyond its expected range a table has to be: a table's position is 0 inside the range and the decimal
 * logarithm of the distance outside it, from −1 to 1.
 */
export function rangeLimit(usual: number): Limit {
  const text = (factor: number) => `a factor of ${clean(factor)}`;
  return {
    label: 'Fires beyond its range by a factor of',
    unit: '×',
    scale: 1,
    text,
    fromProfile: () => usual,
    refuse: (factor) =>
      position(factor) > 0 && position(factor) < FARTHEST_POSITION
        ? undefined
        : 'Choose a factor above 1 and below 10: a position says no more than that.',
    evaluator: (factor) => ({ type: 'outside_range', params: [-position(factor), position(factor)] }),
    fromEvaluator: (evaluator) => factorOf(evaluator),
  };
}

function factorOf({ type, params: [low, high] }: Evaluator): number | undefined {
  return type === 'outside_range' && high !== undefined && low === -high
    ? Number((10 ** high).toPrecision(FACTOR_DIGITS))
    : undefined;
}
