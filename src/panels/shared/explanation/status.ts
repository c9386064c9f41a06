import type { IconName } from '@grafana/data';

import { inWords } from './kpi';

/** How a status is to be felt; one meaning each, whatever the KPI. */
export type Tone = 'good' | 'warning' | 'bad' | 'calm';

/** A status as people read it: an icon and a word, never a colour alone. */
export interface StatusLook {
  word: string;
  icon: IconName;
  tone: Tone;
}

/** From worst to best, as aggregates rank them. */
const LOOKS: Record<string, StatusLook> = {
  missed: { word: 'Missed', icon: 'times-circle', tone: 'bad' },
  error: { word: 'Error', icon: 'bug', tone: 'calm' },
  no_source: { word: 'No source', icon: 'plug', tone: 'calm' },
  insufficient_data: { word: 'Insufficient data', icon: 'hourglass', tone: 'calm' },
  at_risk: { word: 'At risk', icon: 'exclamation-triangle', tone: 'warning' },
  met: { word: 'Met', icon: 'check-circle', tone: 'good' },
  no_target: { word: 'No target', icon: 'minus-circle', tone: 'calm' },
};

const RANKED = Object.keys(LOOKS);

/** Statuses that say that the answer is not known. */
export const UNKNOWN_STATUSES: readonly string[] = ['error', 'no_source', 'insufficient_data'];

/** How to show a status. One that this version does not know is shown in its own word; none is "No verdict". */
export function statusLook(status: string): StatusLook {
  const known = Object.hasOwn(LOOKS, status) ? LOOKS[status] : undefined;
  return known ?? { word: status ? inWords(status) : 'No verdict', icon: 'question-circle', tone: 'calm' };
}

/** Place of a status from worst (0) to best; those without a verdict come last. */
export function statusRank(status: string): number {
  const rank = RANKED.indexOf(status);
  return rank < 0 ? RANKED.length : rank;
}
