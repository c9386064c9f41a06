import { rangeUtil } from '@grafana/data';

import type { BurnRate } from '../../../query/settings.gen';

/** Policies give windows for a period of a month; with another period the windows scale, and the factors stay. */
const MONTH_SECONDS = 30 * 86_400;

/**
 * The burn rate above which an alert fires: how many times as fast as a budget that lasts its period. Undefined where
 * the share or the window says nothing yet.
 */
export function burnRateFactor({ budgetShare, longWindow }: Partial<BurnRate>): number | undefined {
  const seconds = secondsOf(longWindow);
  return budgetShare && seconds ? (budgetShare * MONTH_SECONDS) / seconds : undefined;
}

function secondsOf(window = ''): number | undefined {
  try {
    return rangeUtil.intervalToSeconds(window);
  } catch {
    return undefined;
  }
}
