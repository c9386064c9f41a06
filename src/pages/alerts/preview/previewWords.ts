import { dateTimeFormat, intervalToAbbreviatedDurationString } from '@grafana/data';

import { durationText, everyText } from '../../../alerts/duration';
import type { Series } from '../../../alerts/history';
import type { Past } from '../../../alerts/pastFirings';

/** A length of time in short: "1h 20m". */
export const shortDuration = (ms: number) => intervalToAbbreviatedDurationString({ start: 0, end: ms }, true) || '0s';

/** What a rule would have done, in a sentence or two. */
export function previewWords({ firings, pendingOnly, firingMs }: Past, forSeconds: number): string {
  const last = firings.at(-1);
  if (last) {
    const times = firings.length === 1 ? 'once' : `${firings.length} times`;
    const when = `${firings.length === 1 ? 'on' : 'last on'} ${dateTimeFormat(last.from)}`;
    const still = firings.some(({ open }) => open) ? ' It would still be firing.' : '';
    return `Would have fired ${times}, ${shortDuration(firingMs)} in all, ${when}.${still}`;
  }
  if (pendingOnly > 0) {
    const breaches = pendingOnly === 1 ? 'was one breach' : `were ${pendingOnly} breaches`;
    return `Would not have fired: there ${breaches}, none for as long as ${durationText(forSeconds)}.`;
  }
  return 'Would not have fired: there was no breach.';
}

/** How exact that is, and how far back it goes: what a person would otherwise read into it. */
export function historyWords(series: Series[], startMs: number): string {
  const stepMs = Math.max(...series.map((one) => one.stepMs));
  const firstMs = Math.min(
    ...series.flatMap(({ times, values }) => times.find((_, index) => (values[index] ?? null) !== null) ?? [])
  );
  return [
    `Seen every ${everyText(stepMs / 1000)}: what is shorter is missed, or counts for as long.`,
    // The first point is up to a step after the start.
    firstMs - startMs > 2 * stepMs && `The first value is of ${dateTimeFormat(firstMs)}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** Whether a trend has any value at all. */
export const hasValues = (series: Series[]) => series.some(({ values }) => values.some((value) => value !== null));
