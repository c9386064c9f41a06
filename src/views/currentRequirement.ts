import type { PanelView } from './PanelView';

/** The row of the present number of tenants, as the data source measures it. */
const CURRENT_ROW = { fieldName: 'Current', config: { id: 'equal', options: { value: true } } };

/** What the present number of tenants needs of each resource. */
export const CURRENT_REQUIREMENT: PanelView = {
  id: 'current-requirement',
  title: 'Needed now',
  description:
    'What the present number of tenants needs of each resource by the guideline, before connections and cores are rounded up.',
  queries: [{ refId: 'A', queryType: 'requirements', includeCurrent: true }],
  transformations: [{ id: 'filterByValue', options: { filters: [CURRENT_ROW], match: 'any', type: 'include' } }],
  pluginId: 'stat',
  options: {
    reduceOptions: { calcs: ['lastNotNull'], fields: '/^(?!Extrapolated$|Current$)/', values: false },
    colorMode: 'none',
    graphMode: 'none',
    textMode: 'value_and_name',
    orientation: 'vertical',
    text: { titleSize: 16, valueSize: 32 },
  },
  fieldConfig: {
    defaults: { noValue: 'Not known' },
    overrides: [
      column('tenants', 'unit', 'locale'),
      // They come in whole pieces: a rounded number would look like one to provide.
      column('db_connections', 'decimals', 1),
      column('cpu_cores', 'decimals', 1),
    ],
  },
  size: { width: 24, height: 4 },
};

function column(name: string, id: string, value: unknown) {
  return { matcher: { id: 'byName', options: name }, properties: [{ id, value }] };
}
