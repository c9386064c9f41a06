/** One upstream query behind an answer, as the data source reports it. */
export interface UpstreamQuery {
  source: string;
  /** PromQL or SQL as sent. */
  query: string;
  /** When it was evaluated, or the range that it was asked over; ISO 8601. */
  at?: string;
  from?: string;
  to?: string;
}

/** What stands behind a KPI beyond the columns of its row. */
export interface KpiEvidence {
  formula?: string;
  /** The formula with the numbers put in, as text. */
  substituted?: string;
  method?: string;
  instance?: string;
  /** Further numbers by name, such as `burnt_minutes`. */
  facts: Record<string, number>;
  /** End of the window, ISO 8601. */
  evaluatedAt?: string;
  /** The upstream queries of the answer that the row came with; of this row alone where it was explained. */
  upstream: UpstreamQuery[];
}

/** The trailing-window value over time; values in the KPI's base unit, null in gaps, times in epoch milliseconds. */
export interface KpiTrend {
  times: number[];
  values: Array<number | null>;
  /** Milliseconds between two points when the series says so. */
  stepMs?: number;
}

/** One KPI of one label set with its verdict. Numbers are in the KPI's base unit, and null where unknown. */
export interface Kpi {
  kpi: string;
  name: string;
  labels: Record<string, string>;
  /** The query that it answers, to find it again. */
  refId?: string;
  value: number | null;
  /** `ratio`, `seconds`, `requests_per_minute` or another base unit; empty when the frame does not say. */
  unit: string;
  target: number | null;
  /** `>=` or `<`; empty without a target. */
  comparison: string;
  /** As the data source judged it; empty when the frame holds values alone. */
  status: string;
  reason: string;
  /** Number of events behind the value. */
  samples: number | null;
  /** Observed share of the window, 0–1. */
  coverage: number | null;
  windowSeconds: number | null;
  lower: number | null;
  upper: number | null;
  /** Unspent share of the error budget; negative when overspent. */
  budgetRemaining: number | null;
  /** The whole fleet's figure where the value is the hottest instance's. */
  fleet: number | null;
  /** The present load where the value is a capacity. */
  demand: number | null;
  /** What published figures say of the value; empty without any. */
  benchmark: string;
  evidence: KpiEvidence;
  trend?: KpiTrend;
}

/** What tells one KPI from another: its id and labels, whatever the order that a frame lists the labels in. */
export function kpiKey(kpi: string, labels: Record<string, string>): string {
  return JSON.stringify([kpi, Object.entries(labels).sort()]);
}

/** The KPI's name with the labels that it is grouped by: "Latency (p95) · api". */
export function kpiTitle({ name, labels }: Pick<Kpi, 'name' | 'labels'>): string {
  return [name, ...Object.values(labels).filter(Boolean)].join(' · ');
}

/** An id in words: `error_ratio` is "Error ratio". */
export function inWords(id: string): string {
  const words = id.replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Names of KPIs that their ids in words would spell wrongly; frames in table format carry the names themselves. */
const NAMES: Record<string, string> = {
  latency_p95: 'Latency (p95)',
  cpu_utilization: 'CPU utilization',
  mttr: 'MTTR',
  mtbf: 'MTBF',
};

/** What to call a KPI of a frame without names. */
export function kpiName(kpi: string): string {
  return Object.hasOwn(NAMES, kpi) ? NAMES[kpi]! : inWords(kpi);
}

/** Base units are part of the contract of the KPI ids; only the table format repeats them. */
const BASE_UNITS: Record<string, string> = {
  availability: 'ratio',
  latency_p95: 'seconds',
  error_ratio: 'ratio',
  throughput: 'requests_per_minute',
  cpu_utilization: 'ratio',
  memory_utilization: 'ratio',
  mttr: 'seconds',
  mtbf: 'seconds',
  deployment_frequency: 'deployments_per_week',
  change_failure_ratio: 'ratio',
};

/** The base unit that a KPI's id stands for, empty for an id that is not ours. */
export function baseUnit(kpi: string): string {
  return Object.hasOwn(BASE_UNITS, kpi) ? BASE_UNITS[kpi]! : '';
}
