import type { AlertQuery, StoredRule } from './alertRule';
import { canonical } from './canonical';
import { durationSeconds } from './duration';
import { hash } from './hash';

/**
 * Annotation with the fingerprint of what Headroom wrote. Grafana hides annotations with such names, and keeps them when
 * people edit a rule.
 */
export const FINGERPRINT_ANNOTATION = '__headroom__';

/**
 * The fingerprint of everything that a rule says. Where it stands (folder, group) and whether it is paused are no part
 * of that: people may move and pause rules. Neither is what Grafana adds by itself, nor how it writes durations.
 */
export function fingerprint(rule: StoredRule): string {
  const { title, condition, data, noDataState, execErrState, labels = {}, notification_settings: settings } = rule;
  const { [FINGERPRINT_ANNOTATION]: _, ...annotations } = rule.annotations ?? {};
  return hash(
    canonical({
      title,
      condition,
      noDataState,
      execErrState,
      labels,
      annotations,
      data: data.map(saidBy),
      for: seconds(rule.for),
      keepFiringFor: seconds(rule.keep_firing_for ?? '0s'),
      settings: settings ?? undefined,
    })
  );
}

/** Grafana writes these two into every model. */
function saidBy({ refId, datasourceUid, relativeTimeRange, model }: AlertQuery) {
  const { intervalMs, maxDataPoints, ...said } = model;
  return { refId, datasourceUid, relativeTimeRange, model: said };
}

const seconds = (duration: string) => durationSeconds(duration) ?? duration;

/** Whether somebody changed what the rule says since Headroom wrote it; also when the fingerprint is gone. */
export function editedByHand(rule: StoredRule): boolean {
  return rule.annotations?.[FINGERPRINT_ANNOTATION] !== fingerprint(rule);
}
