import { ThresholdsMode } from '@grafana/schema';

import type { HeadroomQuery } from '../query/HeadroomQuery';
import { explainLink } from './explainLink';
import { blank, column, HIDDEN } from './fieldOverrides';
import type { PanelView } from './PanelView';
import { CHOSEN_SCOPE } from './scope';
import { VERDICTS_IN_WORDS } from './statusTexts';
import { LINES, TIME_SERIES_OPTIONS } from './timeSeriesLook';

/** A colour for each series. */
const EACH_ITS_OWN = { mode: 'palette-classic' };

/** What is left of each budget at the end of the range. */
export const BUDGET_LEFT: PanelView = {
  id: 'budget-left',
  title: 'Left of each budget',
  description: 'Share of each KPI’s error budget that is left at the end of the range; negative when it is overspent.',
  queries: [{ refId: 'A', queryType: 'error_budget_trend', ...CHOSEN_SCOPE }],
  maxDataPoints: 100,
  pluginId: 'stat',
  options: {
    reduceOptions: { calcs: ['last'], fields: '', values: false },
    colorMode: 'none',
    graphMode: 'none',
    textMode: 'value_and_name',
    // Each name above its value: side by side, a value stands next to the name of its neighbour.
    wideLayout: false,
    orientation: 'vertical',
    text: { titleSize: 16, valueSize: 32 },
  },
  fieldConfig: { defaults: { noValue: 'Not known', decimals: 1 }, overrides: [] },
  size: { width: 24, height: 4 },
};

/** The history of the budgets. */
export const BUDGET_HISTORY: PanelView = {
  id: 'budget-history',
  title: 'Budget history',
  description: 'Share of the budget that is left, each point over the period that ends there.',
  queries: [{ refId: 'A', queryType: 'error_budget_trend', ...CHOSEN_SCOPE }],
  marksEvents: true,
  pluginId: 'timeseries',
  options: TIME_SERIES_OPTIONS,
  fieldConfig: { defaults: { max: 1, color: EACH_ITS_OWN, custom: LINES }, overrides: [] },
  size: { width: 12, height: 9 },
};

/** The burn-rate alerts over time: above 1 they fire. */
export const BURN_HISTORY: PanelView = {
  id: 'burn-history',
  title: 'Burn rates ÷ factors',
  description:
    'The lower of the burn rates over an alert’s two windows ÷ its factor: above 1 it fires. A point is the highest since the one before.',
  queries: [{ refId: 'A', queryType: 'error_budget_trend', measure: 'burn', ...CHOSEN_SCOPE }],
  marksEvents: true,
  pluginId: 'timeseries',
  // Twelve alerts: below the plot their names would have to be scrolled.
  options: { ...TIME_SERIES_OPTIONS, legend: { ...TIME_SERIES_OPTIONS.legend, placement: 'right' } },
  fieldConfig: {
    defaults: {
      min: 0,
      color: EACH_ITS_OWN,
      custom: { ...LINES, thresholdsStyle: { mode: 'line' } },
      thresholds: {
        mode: ThresholdsMode.Absolute,
        steps: [
          { value: null as unknown as number, color: 'transparent' },
          { value: 1, color: 'red' },
        ],
      },
    },
    overrides: [],
  },
  size: { width: 12, height: 9 },
};

/** The part of a budget that is the same for each of its alerts, by the columns' titles. */
const BUDGET_COLUMNS = [
  'service',
  'KPI',
  'Name',
  'Left of the budget',
  'Budget',
  'Burnt',
  'Left',
  'Left in requests',
  'Coverage',
];

const BY_SERVICE = ['service'];
const PER_SERVICE: HeadroomQuery = {
  refId: 'A',
  queryType: 'error_budget',
  format: 'table',
  groupBy: BY_SERVICE,
  ...CHOSEN_SCOPE,
};

/** Columns whose texts have a length that is known, by their widths in pixels. */
const SERVICE_COLUMN = named('service', 'Service', 110);

/** The name, which leads to what stands behind the row with these labels; its id is there for the link alone. */
function explained(...labels: string[]) {
  const links = [explainLink(PER_SERVICE, BY_SERVICE, ['service', ...labels])];
  return [
    column(
      'name',
      { id: 'displayName', value: 'Name' },
      { id: 'custom.width', value: 130 },
      { id: 'links', value: links }
    ),
    column('kpi', ...HIDDEN),
  ];
}

function named(name: string, title: string, width: number) {
  return column(name, { id: 'displayName', value: title }, { id: 'custom.width', value: width });
}

/** What each service has burnt and what it has left, in minutes of full outage and in requests. */
export const BUDGETS_BY_SERVICE: PanelView = {
  id: 'budgets-by-service',
  title: 'Budgets by service',
  description: 'What is burnt and left of each service’s budgets, in minutes of full outage and in requests.',
  queries: [PER_SERVICE],
  transformations: [
    {
      // A row a budget, not one for each of its alerts.
      id: 'groupBy',
      options: {
        fields: Object.fromEntries(BUDGET_COLUMNS.map((title) => [title, { operation: 'groupby', aggregations: [] }])),
      },
    },
    {
      id: 'organize',
      options: { indexByName: Object.fromEntries(BUDGET_COLUMNS.map((title, index) => [title, index])) },
    },
  ],
  pluginId: 'table',
  options: { cellHeight: 'sm', showHeader: true },
  fieldConfig: {
    defaults: { custom: { align: 'auto', filterable: false, minWidth: 90 } },
    overrides: [blank('–'), SERVICE_COLUMN, ...explained()],
  },
  size: { width: 24, height: 10 },
};

/** The columns' titles in the order to show them in; any other column comes behind them. */
const ALERT_ORDER = [
  'service',
  'Name',
  'Status',
  'Severity',
  'Long window',
  'Short window',
  'Burn rate, long window',
  'Burn rate, short window',
  'Factor',
  'Exhausted at',
  'Reason',
];

/** Columns of the budget itself, which another table has, and such as repeat others. */
const NOT_OF_ALERTS = [
  'value',
  'target',
  'budget_minutes',
  'burnt_minutes',
  'remaining_minutes',
  'budget_requests',
  'burnt_requests',
  'remaining_requests',
  'remaining_ratio',
  'coverage',
  'period_seconds',
  'method',
];

/** How fast each service's budgets burn over the windows of each alert, against its factor. */
export const BURN_RATES: PanelView = {
  id: 'burn-rates',
  title: 'Burn rates by service',
  description:
    'How fast each budget burns over the two windows of each alert; it fires where both are above the factor. “Exhausted at” is when the budget is gone at the rate of the long window.',
  queries: [PER_SERVICE],
  transformations: [
    {
      id: 'organize',
      options: {
        excludeByName: Object.fromEntries(NOT_OF_ALERTS.map((name) => [name, true])),
        indexByName: Object.fromEntries(ALERT_ORDER.map((title, index) => [title, index])),
      },
    },
  ],
  pluginId: 'table',
  options: { cellHeight: 'sm', showHeader: true },
  fieldConfig: {
    defaults: { custom: { align: 'auto', filterable: false, minWidth: 80 } },
    overrides: [
      blank('–'),
      SERVICE_COLUMN,
      ...explained('severity', 'long_window'),
      column('status', VERDICTS_IN_WORDS, { id: 'custom.width', value: 140 }),
      named('severity', 'Severity', 80),
      named('long_window', 'Long window', 110),
      named('short_window', 'Short window', 110),
      named('burn_long', 'Burn, long', 95),
      named('burn_short', 'Burn, short', 95),
      named('factor', 'Factor', 75),
      ...['burn_long', 'burn_short', 'factor'].map((name) => column(name, { id: 'decimals', value: 2 })),
      named('exhausts_at', 'Exhausted at', 170),
      column('reason', { id: 'custom.minWidth', value: 300 }),
    ],
  },
  size: { width: 24, height: 14 },
};
