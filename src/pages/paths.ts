/** Paths of the pages below the app's own; `plugin.json` lists them for Grafana's navigation. */
export const OVERVIEW_PATH = 'overview';
