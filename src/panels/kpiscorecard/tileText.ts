import { dateTimeFormat, type FormattedValue } from '@grafana/data';

import { fullNumber, percentText, shortNumber } from '../shared/numberText';
import { formulaText } from './formulaText';
import { inWords, type Kpi, type KpiEvidence } from './kpi';
import type { ScorecardOptions } from './options';
import { exactQuantity, quantity, quantityText, targetText, windowText } from './quantity';

/** The words and figures on one tile; a part that does not apply or is not known is undefined. */
export interface TileText {
  value?: FormattedValue;
  target?: string;
  /** The error budget, or the fleet's or the demand's figure. */
  secondary?: string;
  /** How much data stands behind the value. */
  support?: string;
}

/** What a tile says beyond the value, where it is known. */
type Shows = Pick<ScorecardOptions, 'showBudget' | 'showInterval'>;

/** What a tile says, short. */
export function tileText(kpi: Kpi, shows: Shows): TileText {
  const { value, unit, target, comparison, samples, coverage } = kpi;
  const shown = value === null ? undefined : quantity(value, unit, target);
  const short = (text: string) => withoutSuffix(text, shown?.suffix);
  const support = [
    samples !== null && `n ${shortNumber(samples)}`,
    coverage !== null && `cov. ${coverageText(coverage)}`,
  ].filter(Boolean);
  return {
    value: shown,
    target: target === null ? undefined : short(targetText(target, comparison, unit)),
    secondary: short(secondaryText(kpi, shows) ?? '') || undefined,
    support: support.length > 0 ? support.join(' · ') : undefined,
  };
}

function secondaryText(kpi: Kpi, { showBudget, showInterval }: Shows): string | undefined {
  const { budgetRemaining, fleet, demand, unit } = kpi;
  if (fleet !== null) {
    return `fleet ${quantityText(fleet, unit)}`;
  }
  if (demand !== null) {
    return `demand ${quantityText(demand, unit)}`;
  }
  if (!showBudget || budgetRemaining === null) {
    return showInterval ? intervalText(kpi) : undefined;
  }
  return budgetRemaining < 0
    ? `${roundPercent(-budgetRemaining)} over budget`
    : `${roundPercent(budgetRemaining)} budget left`;
}

/** The ends of the interval: "4.63% to 22.6%", "≥ 4.92 d". */
function intervalText({ lower, upper, unit }: Kpi): string | undefined {
  if (lower === null || upper === null) {
    const end = lower ?? upper;
    return end === null ? undefined : `${lower === null ? '≤' : '≥'} ${quantityText(end, unit)}`;
  }
  return `${quantityText(lower, unit)} to ${quantityText(upper, unit)}`;
}

/** A percentage without decimals, unless it is a small one. */
function roundPercent(ratio: number): string {
  return percentText(ratio >= 0.1 ? Math.round(ratio * 100) / 100 : ratio);
}

/** Longer suffixes than " min" are not repeated beside a value that shows them. */
const LONGEST_REPEATED_SUFFIX = 4;

function withoutSuffix(text: string, suffix = ''): string {
  return suffix.length > LONGEST_REPEATED_SUFFIX && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text;
}

/** A share of the window in few digits, never rounded up to all of it. */
function coverageText(coverage: number): string {
  return percentText(Math.floor(coverage * 1000) / 1000);
}

/** One line of a KPI's evidence. */
export interface EvidenceLine {
  term: string;
  text: string;
}

/** Enough to tell the ends of an interval apart. */
const BOUND_DIGITS = 5;

/** Everything that a KPI's row says, exact, for the tooltip and the explanation. */
export function evidenceLines(kpi: Kpi): EvidenceLine[] {
  const { unit, value, lower, upper, target, comparison, budgetRemaining } = kpi;
  const exact = (number: number) => exactQuantity(number, unit);
  return [
    line('Value', value, exact),
    bounds(lower, upper, (number) => exact(Number(number.toPrecision(BOUND_DIGITS)))),
    line('Target', target, (number) => targetText(number, comparison, unit)),
    // An increase over a window is an estimate, and no whole number.
    line('Samples', kpi.samples, fullNumber),
    line('Coverage', kpi.coverage, percentText),
    line('Window', kpi.windowSeconds, windowText),
    line('Not observed', unobservedSeconds(kpi), windowText),
    line('Error budget', budgetRemaining, (number) =>
      number < 0 ? `overspent by ${percentText(-number)}` : `${percentText(number)} left`
    ),
    line('Fleet', kpi.fleet, exact),
    line('Demand now', kpi.demand, exact),
    kpi.benchmark ? { term: 'Benchmark', text: kpi.benchmark } : undefined,
  ].filter((entry) => entry !== undefined);
}

/** How much of the window nothing was seen of; null when all of it was, or when that is not known. */
function unobservedSeconds({ coverage, windowSeconds }: Kpi): number | null {
  return coverage === null || windowSeconds === null || coverage >= 1 ? null : (1 - coverage) * windowSeconds;
}

function line(term: string, value: number | null, text: (value: number) => string): EvidenceLine | undefined {
  return value === null ? undefined : { term, text: text(value) };
}

function bounds(lower: number | null, upper: number | null, text: (value: number) => string): EvidenceLine | undefined {
  if (lower === null && upper === null) {
    return undefined;
  }
  const between = lower !== null && upper !== null ? `${text(lower)} to ${text(upper)}` : undefined;
  const oneSided = lower === null ? `at most ${text(upper ?? 0)}` : `at least ${text(lower)}`;
  return { term: 'Between', text: between ?? oneSided };
}

/** Ends of the names of facts that are durations, and what such a fact is in seconds. */
const DURATION_FACTS: Array<[ending: string, seconds: number]> = [
  ['_seconds', 1],
  ['_minutes', 60],
];

/** A fact's name in words, and its number; durations in the unit that suits them. */
function factText(name: string, value: number): [term: string, text: string] {
  const duration = DURATION_FACTS.find(([ending]) => name.endsWith(ending));
  if (duration) {
    const [ending, seconds] = duration;
    return [inWords(name.slice(0, -ending.length)), windowText(value * seconds)];
  }
  return [inWords(name), name.endsWith('_ratio') ? percentText(value) : fullNumber(value)];
}

/** How the number came about: the formula in words, its variant, and the figures that went into it. */
export function definitionLines({
  formula,
  substituted,
  method,
  instance,
  evaluatedAt,
  facts,
}: KpiEvidence): EvidenceLine[] {
  const terms: Array<[term: string, text: string | undefined]> = [
    ['Formula', formula && formulaText(formula)],
    ['Computed', substituted],
    ['Method', method && inWords(method)],
    ['Instance', instance],
    ['End of window', evaluatedAt && dateTimeFormat(evaluatedAt)],
    ...Object.entries(facts).map(([name, value]): [string, string] => factText(name, value)),
  ];
  return terms.flatMap(([term, text]) => (text ? [{ term, text }] : []));
}
