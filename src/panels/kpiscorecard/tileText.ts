import type { FormattedValue } from '@grafana/data';

import type { Kpi } from '../shared/explanation/kpi';
import { quantity, quantityText, targetText } from '../shared/explanation/quantity';
import { percentText, shortNumber } from '../shared/numberText';
import type { ScorecardOptions } from './options';

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
