/** What a KPI should reach. */
interface Target {
  /** In the KPI's base unit; without one there is nothing to hold the KPI against. */
  value?: number | null;
}

/** A row of the burn-rate policy: it alerts when this share of the budget would burn within the long window. */
export interface BurnRate {
  severity: string;
  budgetShare: number;
  longWindow: string;
}

/** The part of the effective profile that rules are made from, as the data source's `catalog` resource tells it. */
export interface Profile {
  targets: Record<string, Target>;
  /** How far back a question looks that names no window, by kind of question. */
  windows: Record<string, string>;
  verdicts: { minCoverage: number };
  errorBudget: { burnRates: BurnRate[] };
}
