import { type VariableModel, VariableRefresh } from '@grafana/schema';

import { DATASOURCE_ID } from '../plugin/ids';
import type { HeadroomVariableQuery } from '../query/HeadroomVariableQuery';
import { CHOSEN_DATASOURCE, DATASOURCE_LABEL, DATASOURCE_VARIABLE } from '../views/dataSource';
import { CHOICE_OF_ALL, EVERY_VALUE, type VariableView } from '../views/VariableView';

/**
 * Which Headroom data source a dashboard asks: Grafana takes the first one until somebody chooses. A dashboard with
 * an input for it instead could not be imported when the app is enabled.
 */
export const DATASOURCE: VariableModel = {
  type: 'datasource',
  name: DATASOURCE_VARIABLE,
  label: DATASOURCE_LABEL,
  query: DATASOURCE_ID,
};

/** A variable of a dashboard, for any number of values. */
export function toDashboardVariable({ name, label, of }: VariableView): VariableModel {
  const query: HeadroomVariableQuery = { refId: name, of };
  return {
    type: 'query',
    name,
    label,
    datasource: CHOSEN_DATASOURCE,
    query: { ...query },
    refresh: VariableRefresh.onDashboardLoad,
    multi: true,
    includeAll: true,
    allValue: EVERY_VALUE,
    allowCustomValue: true,
    current: { ...CHOICE_OF_ALL },
  };
}
