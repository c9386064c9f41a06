/** What a KPI should reach, as the data source's `catalog` resource tells it. */
interface Target {
  name: string;
  comparison: string;
  /** In the KPI's base unit; without one there is nothing to hold the KPI against. */
  value?: number | null;
}

/** The part of the effective profile that rules are made from. */
export interface Profile {
  targets: Record<string, Target>;
  /** How far back a question looks that names no window, by kind of question. */
  windows: Record<string, string>;
}
