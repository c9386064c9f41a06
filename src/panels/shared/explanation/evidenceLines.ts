import { dateTimeFormat } from '@grafana/data';

import { fullNumber, percentText } from '../numberText';
import { formulaText } from './formulaText';
import { inWords, type Kpi, type KpiEvidence } from './kpi';
import { exactQuantity, targetText, windowText } from './quantity';

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
