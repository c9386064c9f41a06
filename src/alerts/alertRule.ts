/** What a rule is when a query has no value: fine, or a breach of its own. */
export type NoDataState = 'OK' | 'Alerting';

/** A query or an expression of a rule. */
export interface AlertQuery {
  refId: string;
  datasourceUid: string;
  /** Seconds before the evaluation. */
  relativeTimeRange: { from: number; to: number };
  model: Record<string, unknown>;
}

/** An alert rule as Grafana's provisioning API writes it: the fields that Headroom sets. */
export interface AlertRule {
  uid: string;
  title: string;
  folderUID: string;
  ruleGroup: string;
  /** The refId whose result decides. */
  condition: string;
  data: AlertQuery[];
  /** How long the condition has to hold, as a duration. */
  for: string;
  noDataState: string;
  execErrState: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  isPaused: boolean;
  /** Left out where the notification policies choose. */
  notification_settings?: NotificationSettings;
}

interface NotificationSettings {
  /** Name of the contact point. */
  receiver: string;
}

/** A rule as Grafana answers it. */
export interface StoredRule extends Omit<AlertRule, 'labels' | 'annotations' | 'notification_settings'> {
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  notification_settings?: NotificationSettings | null;
  /** Where the rule comes from: empty when people may edit it, `file` and others when they may not. */
  provenance?: string;
  keep_firing_for?: string;
}

/** uid of Grafana's own expressions. */
export const EXPRESSION_UID = '__expr__';
