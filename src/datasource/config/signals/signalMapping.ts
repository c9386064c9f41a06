import type { Signal, SignalLabels } from '../../../query/settings.gen';
import { SIGNAL_NAMES } from '../../query/queryFields';

/** What stands for a signal and why, as `GET signals` answers it. */
export interface SignalMapping {
  signal: string;
  category: string;
  /** Missing when nothing stands for the signal. */
  source?: string;
  form?: string;
  convention?: string;
  metric?: string;
  expr?: string;
  sql?: string;
  table?: string;
  tags?: string[];
  selector?: string;
  labels?: Record<string, string>;
  why: string;
  candidates?: Array<{ convention: string; metric: string; found: boolean; note?: string }>;
  neededBy?: string[] | null;
}

/** The ways in which a person can say what stands for a signal; none of them leaves it to discovery. */
export type SignalForm = 'discover' | 'metric' | 'expr' | 'sql' | 'table' | 'tags';

export const SIGNAL_FORMS: Record<SignalForm, string> = {
  discover: 'Discover',
  metric: 'Metric',
  expr: 'PromQL expression',
  sql: 'SQL statement',
  table: 'Table',
  tags: 'Annotations',
};

interface SignalDefinition {
  name: string;
  meaning: string;
  forms: SignalForm[];
  /** The labels that matter for the signal, by role. */
  roles: Array<keyof SignalLabels>;
  /** The columns that a statement has to return, and for rows a table has to have. */
  columns?: string[];
  /** The signal is events; these are the columns that their rows can have beside. */
  furtherColumns?: string[];
  /** Which metrics stand for events, and one of them. */
  metric?: { description: string; placeholder: string };
  /** KPIs are complete without it. */
  optional?: boolean;
}

const UTILIZATION: Omit<SignalDefinition, 'name' | 'meaning'> = {
  forms: ['discover', 'metric', 'expr'],
  roles: ['service', 'environment', 'instance'],
};

const HTTP: Omit<SignalDefinition, 'name' | 'meaning'> = {
  forms: ['discover', 'metric', 'expr', 'sql'],
  roles: ['service', 'environment', 'status', 'route'],
};

const EVENTS: Omit<SignalDefinition, 'name' | 'meaning' | 'roles'> = {
  forms: ['discover', 'table', 'sql', 'metric', 'tags'],
  optional: true,
};

/** The signals that this version knows. */
export const SIGNALS: Readonly<Record<string, SignalDefinition>> = {
  requests: {
    name: SIGNAL_NAMES.requests,
    meaning: 'Counts of served requests by status',
    columns: ['total', 'failed', 'coverage'],
    ...HTTP,
  },
  request_duration: {
    name: SIGNAL_NAMES.request_duration,
    meaning: 'How long requests took',
    columns: ['p95_seconds', 'samples', 'coverage'],
    ...HTTP,
  },
  probe: { name: SIGNAL_NAMES.probe, meaning: '1 while a probe from outside succeeds, else 0', ...UTILIZATION },
  cpu_utilization: {
    name: SIGNAL_NAMES.cpu_utilization,
    meaning: 'Share of CPU in use, 0–1 for each instance',
    ...UTILIZATION,
  },
  memory_utilization: {
    name: SIGNAL_NAMES.memory_utilization,
    meaning: 'Share of memory in use, 0–1 for each instance',
    ...UTILIZATION,
  },
  table_activity: {
    name: SIGNAL_NAMES.table_activity,
    meaning: 'Rows written and scans of each table',
    forms: ['discover'],
    roles: ['server', 'database', 'schema', 'table', 'environment'],
  },
  maintenance: {
    name: SIGNAL_NAMES.maintenance,
    meaning: 'Not 0 while a load test or maintenance runs, which utilization leaves out',
    forms: ['discover', 'metric', 'expr'],
    roles: ['service', 'environment', 'instance'],
    optional: true,
  },
  tenants: {
    name: SIGNAL_NAMES.tenants,
    meaning: 'The present number of tenants',
    forms: ['discover', 'metric', 'expr', 'sql'],
    roles: [],
    columns: ['count'],
    optional: true,
  },
  incidents: {
    name: SIGNAL_NAMES.incidents,
    meaning: 'When a service did not do what it should, and until when',
    roles: ['service', 'environment', 'severity'],
    columns: ['id', 'started_at', 'resolved_at'],
    furtherColumns: ['severity', 'service', 'environment', 'caused_by_deployment_id', 'title'],
    metric: {
      description: 'ALERTS, or GRAFANA_ALERTS of Grafana’s state history; matchers keep the alerts that are incidents',
      placeholder: 'ALERTS',
    },
    ...EVENTS,
  },
  deployments: {
    name: SIGNAL_NAMES.deployments,
    meaning: 'What was deployed when, and how that ended',
    roles: ['service', 'environment', 'outcome', 'version'],
    columns: ['id', 'deployed_at', 'outcome'],
    furtherColumns: ['service', 'environment', 'version'],
    metric: {
      description:
        'Its name ends in _total (a counter), _timestamp_seconds (the time of the last one) or _info (the version that runs)',
      placeholder: 'deployments_total',
    },
    ...EVENTS,
  },
};

/** The way in which an override says what stands for its signal. */
export function formOf(override: Signal | null | undefined): SignalForm {
  if (override?.tags !== undefined) {
    return 'tags';
  }
  if (override?.table !== undefined) {
    return 'table';
  }
  if (override?.sql !== undefined) {
    return 'sql';
  }
  if (override?.expr !== undefined) {
    return 'expr';
  }
  return override?.metric !== undefined ? 'metric' : 'discover';
}

/** Whether series stand for a signal in this form; those of events have to be named. */
export function hasSeries(signal: string, form: SignalForm): boolean {
  return form === 'metric' || (form === 'discover' && !SIGNALS[signal]?.furtherColumns);
}

/** Whether what stands for a signal in this form has labels; rows of events have columns. */
export function hasLabels(signal: string, form: SignalForm): boolean {
  return form === 'tags' || hasSeries(signal, form) || !SIGNALS[signal]?.furtherColumns;
}

/**
 * The override of a signal in another form, with what applies to it: matchers are of series, columns of rows, and since
 * when events are complete holds in any case.
 */
export function withForm(signal: string, override: Signal, form: SignalForm): Signal {
  const { matchers, labels, columns, since } = override;
  const kept = {
    ...(columns && (form === 'table' || form === 'sql') && { columns }),
    ...(since && { since }),
    ...(labels && hasLabels(signal, form) && { labels }),
    ...(matchers && hasSeries(signal, form) && { matchers }),
  };
  return form === 'discover' ? kept : { ...kept, [form]: form === 'tags' ? [] : '' };
}
