/** What a panel editor can set. */
export interface ScalingTableOptions {
  /** Column ids to show; all when empty. The tenants always show. */
  columns?: string[];
  /** The present number of tenants: a number, or a variable that holds one. */
  currentTenants?: string;
  /** A field whose last value is the present number of tenants. */
  currentTenantsField?: string;
  /** Whether connections and cores are shown as the whole number to provide. */
  roundUp: boolean;
  /** `scaled` picks the prefix by size (2.04 TB), `base` keeps the field's own unit (2,045 GB). */
  unitStyle: 'scaled' | 'base';
  showToolbar: boolean;
}

/** What a new panel starts with, and what a saved one without an option falls back to. */
export const DEFAULT_OPTIONS: ScalingTableOptions = { roundUp: true, unitStyle: 'scaled', showToolbar: true };
