import { APP_ID } from '../plugin/ids';

/** The pages in the order of the navigation, by their paths below the app's own; `plugin.json` lists them for Grafana. */
export const PAGES = [
  { path: 'overview', title: 'Overview' },
  { path: 'traffic', title: 'Traffic' },
  { path: 'scaling', title: 'Scaling' },
  { path: 'operations', title: 'Operations' },
  { path: 'alerts', title: 'Alerts' },
  { path: 'sources', title: 'Sources' },
] as const;

export type PagePath = (typeof PAGES)[number]['path'];

/** Where a page is in Grafana, without the sub-path that Grafana itself may be served below. */
export function pageUrl(path: PagePath): string {
  return `/a/${APP_ID}/${path}`;
}
