/** Plugin ids. Dashboards, alert rules and provisioning files name them: a change breaks those. */
export const APP_ID = 'headroom-performance-app';
export const DATASOURCE_ID = 'headroom-performance-datasource';
export const KPI_SCORECARD_ID = 'headroom-kpiscorecard-panel';
export const SCALING_TABLE_ID = 'headroom-scalingtable-panel';
export const TRAFFIC_HEATMAP_ID = 'headroom-trafficheatmap-panel';
