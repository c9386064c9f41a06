/** What the panel's options pane edits. Saved in dashboards: a rename needs a migration. */
export interface HeatmapOptions {
  /** `auto` is position where a series says which range is expected of it, else absolute. */
  colorMode: 'auto' | 'position' | 'absolute';
  /** Of absolute colouring. */
  palette: 'purple' | 'blue' | 'green' | 'thresholds';
  valueScale: 'log' | 'linear';
  /** Whether rows share one scale. `auto` shares it unless their units differ. */
  scaleScope: 'auto' | 'panel' | 'row';
  /** The label whose value groups rows; empty for no groups. */
  groupBy: string;
  /** The label that holds a row's tier; empty for no badges. */
  tierLabel: string;
  sortBy: 'data' | 'name' | 'tier' | 'mean' | 'highest' | 'latest' | 'outside' | 'unknown';
  sortDescending: boolean;
  /** Part of a name, group or tier, or a regular expression between slashes. */
  filter: string;
  show: 'all' | 'outside' | 'unknown';
  /** Which end of its bucket a point's time is. Prometheus and Headroom stamp the end, most SQL the start. */
  stamp: 'end' | 'start';
  /** In pixels; 0 fills the panel. */
  rowHeight: number;
  showLegend: boolean;
}

/** What rows can be sorted by, in words. */
export const SORT_KEYS: Array<{ value: HeatmapOptions['sortBy']; label: string }> = [
  { value: 'data', label: 'Order of the data' },
  { value: 'name', label: 'Name' },
  { value: 'tier', label: 'Tier' },
  { value: 'mean', label: 'Mean' },
  { value: 'highest', label: 'Highest' },
  { value: 'latest', label: 'Latest' },
  { value: 'outside', label: 'Buckets outside the expected range' },
  { value: 'unknown', label: 'Unknown share' },
];

export const DEFAULT_OPTIONS: HeatmapOptions = {
  colorMode: 'auto',
  palette: 'purple',
  valueScale: 'log',
  scaleScope: 'auto',
  groupBy: 'category',
  tierLabel: 'tier',
  sortBy: 'data',
  sortDescending: false,
  filter: '',
  show: 'all',
  stamp: 'end',
  rowHeight: 0,
  showLegend: true,
};

/** What overrides can say of one series: the range expected of it, where the data source does not. */
export interface HeatmapFieldConfig {
  expectedLow?: number;
  expectedHigh?: number;
}
