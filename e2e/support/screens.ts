import { type Locator, type Page } from '@playwright/test';

import { REFUSED } from './answers';
import { type Kind, KINDS, panel } from './panels';
import { APP, DATA_SOURCE } from './target';

/** A place where people see the plugin, and what they must see there. */
export interface Screen {
  /** In the names of tests and of screenshots. */
  name: string;
  path: string;
  /** While answers are under way. */
  waiting(page: Page): Locator[];
  /** When the answers have come. */
  drawn(page: Page): Locator[];
  /** When the answers say that Prometheus is down. */
  failed(page: Page): Locator[];
  /** When there is nothing in the answers; left out where that cannot be. */
  empty?(page: Page): Locator[];
  /** What asks again; left out where the screen asks once. */
  again?(page: Page): Locator;
}

/** Title and kind of each panel that asks for data. */
type Panels = Record<string, Kind>;

function ofPanels(panels: Panels): Omit<Screen, 'name' | 'path'> {
  const each = (sign: 'drawn' | 'failed' | 'empty') => (page: Page) =>
    Object.entries(panels).map(([title, kind]) => KINDS[kind][sign](panel(page, title)));
  return {
    waiting: (page) => Object.keys(panels).map((title) => panel(page, title).getByLabel('Panel loading bar')),
    drawn: each('drawn'),
    failed: each('failed'),
    empty: each('empty'),
    again: (page) => page.getByTestId('data-testid RefreshPicker run button'),
  };
}

/** The signs of panels, and of a part of the page that asks by itself. */
function beside(
  panels: Omit<Screen, 'name' | 'path'>,
  part: (page: Page) => Locator,
  signs: Record<'drawn' | 'failed', (part: Locator) => Locator>
): Omit<Screen, 'name' | 'path'> {
  return {
    ...panels,
    drawn: (page) => [...panels.drawn(page), signs.drawn(part(page))],
    failed: (page) => [...panels.failed(page), signs.failed(part(page))],
  };
}

/** The address of Explore with one query. */
export function explore(query: Record<string, unknown>): string {
  const datasource = { type: 'headroom-performance-datasource', uid: DATA_SOURCE };
  const pane = {
    datasource: DATA_SOURCE,
    queries: [{ refId: 'A', datasource, ...query }],
    range: { from: 'now-24h', to: 'now' },
  };
  return `/explore?${new URLSearchParams({ schemaVersion: '1', orgId: '1', panes: JSON.stringify({ pane }) })}`;
}

/** The app's pages that ask a data source for data. */
export const PAGES = ['overview', 'traffic', 'scaling', 'sources', 'alerts'].map((page) => `/a/${APP}/${page}`);

export const OVERVIEW = `/a/${APP}/overview`;
export const OPERATIONS = `/a/${APP}/operations`;
export const ALERTS = `/a/${APP}/alerts`;
export const SETTINGS = `/connections/datasources/edit/${DATA_SOURCE}`;

/** What can be alerted on, and that a rule can be made of it. */
function alertRules(page: Page): Locator[] {
  const rules = page.getByRole('list', { name: 'Alert rules' });
  return [
    rules.getByText(/^Fires when availability/),
    rules.getByRole('button', { name: 'New rule: Table traffic outside its range' }),
  ];
}

const TRAFFIC: Panels = {
  'Table traffic': 'cells',
  'Rate against its expected range': 'lines',
  'Reads and writes': 'lines',
  'Tables now': 'list',
};

const SCALING: Panels = { 'Needed now': 'figures', 'Scaling by tenants': 'rows' };

/** Below the KPIs, on the page and on the dashboard. */
const BELOW_DELIVERY: Panels = {
  'Deployments by week': 'lines',
  'Change failures by week': 'lines',
  'Time to resolution by week': 'lines',
  'Error ratio': 'lines',
  'By service': 'tiles',
};

/** Every screen that the browser tests go through. */
export const SCREENS: readonly Screen[] = [
  {
    name: 'overview',
    path: OVERVIEW,
    ...ofPanels({ 'System health': 'tiles', 'Table traffic': 'cells', 'Scaling by tenants': 'rows' }),
  },
  { name: 'traffic', path: `/a/${APP}/traffic`, ...ofPanels(TRAFFIC) },
  { name: 'scaling', path: `/a/${APP}/scaling`, ...ofPanels(SCALING) },
  {
    name: 'sources',
    path: `/a/${APP}/sources`,
    ...beside(ofPanels({ Signals: 'list' }), (page) => page.getByRole('region', { name: 'Mapping of signals' }), {
      drawn: (mapping) => mapping.getByText('http_server_request_duration_seconds').first(),
      failed: (mapping) => mapping.getByRole('alert').filter({ hasText: REFUSED }),
    }),
  },
  {
    name: 'alerts',
    path: ALERTS,
    waiting: (page) => [page.getByText('Reading what can be alerted on')],
    drawn: alertRules,
    // What can be alerted on comes from the profile and from Grafana: nothing of it needs Prometheus.
    failed: alertRules,
  },
  {
    name: 'explain',
    path: `/a/${APP}/explain?queryType=error_budget&kpi=availability&groupBy=service&label-service=api`,
    waiting: (page) => [page.getByText('Asking what stands behind the number')],
    drawn: (page) => [page.getByRole('region', { name: 'Availability budget (page, 1h and 5m) · api' })],
    failed: (page) => [page.getByRole('alert').filter({ hasText: REFUSED })],
  },
  {
    name: 'configuration',
    path: `/plugins/${APP}?page=configuration`,
    waiting: (page) => [page.getByText('Testing the connections')],
    drawn: (page) => [page.getByRole('region', { name: 'Data sources' }).getByText('Connected', { exact: true })],
    failed: (page) => [page.getByRole('region', { name: 'Data sources' }).getByText(REFUSED)],
  },
  {
    name: 'operations',
    path: OPERATIONS,
    ...ofPanels({ 'Delivery and recovery': 'tiles', ...BELOW_DELIVERY }),
  },
  {
    name: 'dashboard-operations',
    path: '/d/headroom-operations',
    ...ofPanels({ '': 'tiles', ...BELOW_DELIVERY }),
  },
  {
    name: 'dashboard-error-budgets',
    path: '/d/headroom-error-budgets',
    ...ofPanels({
      'Left of each budget': 'shares',
      'Budget history': 'lines',
      'Burn rates ÷ factors': 'lines',
      'Budgets by service': 'list',
      'Burn rates by service': 'list',
    }),
  },
  {
    name: 'dashboard-overview',
    path: '/d/headroom-overview',
    ...ofPanels({ '': 'tiles', 'Table traffic': 'cells', 'Scaling by tenants': 'rows' }),
  },
  { name: 'dashboard-traffic', path: '/d/headroom-traffic', ...ofPanels(TRAFFIC) },
  { name: 'dashboard-scaling', path: '/d/headroom-scaling', ...ofPanels(SCALING) },
  {
    name: 'explore',
    path: explore({ queryType: 'kpi', format: 'table' }),
    // The editor is there to change the query meanwhile.
    waiting: (page) => [page.getByRole('combobox', { name: 'Query type' })],
    drawn: (page) => [page.getByRole('cell', { name: 'latency_p95' })],
    failed: (page) => [page.getByText(REFUSED).first()],
    // In the preview's words, and in Grafana's.
    empty: (page) => [page.getByText(/^No data$|0 series returned/).first()],
  },
  {
    name: 'settings',
    path: SETTINGS,
    waiting: (page) => [page.getByRole('textbox', { name: /^URL/ })],
    drawn: (page) => [page.getByRole('region', { name: 'Requests' }).getByRole('button', { name: /^Change/ })],
    failed: (page) => [page.getByText(REFUSED).first()],
  },
];
