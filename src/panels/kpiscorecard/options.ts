/** What a panel editor can set. */
export interface ScorecardOptions {
  /** Tiles in a row; undefined for as many as fit. */
  columns?: number;
  order: 'query' | 'worst';
  showVerdict: boolean;
  showSparkline: boolean;
  showBudget: boolean;
  /** The interval that the value lies in, where no fleet, demand or budget has its place. */
  showInterval: boolean;
}

/** What a new panel starts with, and what a saved one without an option falls back to. */
export const DEFAULT_OPTIONS: ScorecardOptions = {
  order: 'query',
  showVerdict: false,
  showSparkline: true,
  showBudget: true,
  showInterval: false,
};
