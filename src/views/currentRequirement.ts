import type { DataTransformerConfig } from '@grafana/data';

import { blank, column } from './fieldOverrides';
import type { PanelView } from './PanelView';

/** The row of the present number of tenants, as the data source measures it. */
const CURRENT_ROW = { fieldName: 'Current', config: { id: 'equal', options: { value: true } } };

/** Leaves that row. */
const CURRENT_ROW_ALONE: DataTransformerConfig = {
  id: 'filterByValue',
  options: { filters: [CURRENT_ROW], match: 'any', type: 'include' },
};

/** Resources that come in whole pieces: what is shown of them, rounded up as the scaling table does, by its title. */
const PIECES = { 'DB connections': 'Connections', 'CPU cores': 'Cores' };

/** Puts the whole pieces in the places of what was computed. */
export const IN_WHOLE_PIECES: DataTransformerConfig[] = [
  ...Object.entries(PIECES).map(([fieldName, alias]) => ({
    id: 'calculateField',
    options: { mode: 'unary', unary: { operator: 'ceil', fieldName }, alias },
  })),
  {
    id: 'organize',
    options: {
      excludeByName: Object.fromEntries(Object.keys(PIECES).map((title) => [title, true])),
      indexByName: { Tenants: 0, Connections: 1, 'Redis memory': 2, Cores: 3, Storage: 4 },
    },
  },
];

/** What the present number of tenants needs of each resource. */
export const CURRENT_REQUIREMENT: PanelView = {
  id: 'current-requirement',
  title: 'Needed now',
  description:
    'What the present number of tenants needs of each resource by the guideline, in whole connections and cores.',
  queries: [{ refId: 'A', queryType: 'requirements', includeCurrent: true }],
  transformations: [CURRENT_ROW_ALONE, ...IN_WHOLE_PIECES],
  pluginId: 'stat',
  options: {
    // The one row there is; reduced columns would each say by themselves that there is none.
    reduceOptions: { calcs: [], fields: '/^(?!Extrapolated$|Current$)/', values: true },
    colorMode: 'none',
    graphMode: 'none',
    textMode: 'value_and_name',
    // Each name above its value: side by side, a value stands next to the name of its neighbour.
    wideLayout: false,
    orientation: 'vertical',
    text: { titleSize: 16, valueSize: 32 },
  },
  fieldConfig: {
    defaults: { noValue: 'Number of tenants unknown: map the signal “tenants”' },
    overrides: [
      blank('Not known'),
      column('tenants', { id: 'unit', value: 'locale' }),
      ...Object.entries(PIECES).map(([title, alias]) => column(alias, { id: 'displayName', value: title })),
    ],
  },
  size: { width: 24, height: 4 },
};
