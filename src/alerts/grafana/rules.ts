import type { AlertRule, StoredRule } from '../alertRule';
import { request, requestIfThere } from './request';

const RULES = '/api/v1/provisioning/alert-rules';

const ruleUrl = (uid: string) => `${RULES}/${encodeURIComponent(uid)}`;

/** Every rule that the user may read, whoever made it. */
export const listRules = () => request<StoredRule[]>('list alert rules', { url: RULES });

/** One rule as it is now; undefined when it is not there. */
export const readRule = (uid: string) =>
  requestIfThere<StoredRule>(`read the alert rule ${uid}`, { url: ruleUrl(uid) });

/** Makes a rule, and its group where that is new. No other rule is touched; a uid that is taken is a conflict. */
export const createRule = (rule: AlertRule) =>
  request<StoredRule>(`make the alert rule “${rule.title}”`, { method: 'POST', url: RULES, data: rule });

/** Writes a rule that is there already. */
export const replaceRule = (rule: AlertRule) =>
  request<StoredRule>(`change the alert rule “${rule.title}”`, { method: 'PUT', url: ruleUrl(rule.uid), data: rule });

/** Deletes a rule; one that is not there is fine, as Grafana answers. */
export const removeRule = ({ uid, title }: Pick<StoredRule, 'uid' | 'title'>) =>
  request<unknown>(`delete the alert rule “${title}”`, {
    method: 'DELETE',
    url: ruleUrl(uid),
    // The answer is empty and calls itself JSON, which Grafana's client would fail to parse.
    responseType: 'text',
  });
