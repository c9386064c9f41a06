import { VariableHide, VariableRefresh } from '@grafana/data';
import { DataSourceVariable, QueryVariable } from '@grafana/scenes';

import { DATASOURCE_ID } from '../plugin/ids';
import type { HeadroomVariableQuery } from '../query/HeadroomVariableQuery';
import { headroomDataSources } from './headroomDataSources';
import { CHOSEN_DATASOURCE, DATASOURCE_LABEL, DATASOURCE_VARIABLE } from '../views/dataSource';
import { CHOICE_OF_ALL, EVERY_VALUE, type VariableView } from '../views/VariableView';

/** Which Headroom data source a page asks; shown where there is a choice. */
export function dataSourceVariable() {
  return new DataSourceVariable({
    name: DATASOURCE_VARIABLE,
    label: DATASOURCE_LABEL,
    pluginId: DATASOURCE_ID,
    hide: headroomDataSources().length > 1 ? VariableHide.dontHide : VariableHide.hideVariable,
  });
}

/** A variable of a page, for any number of values. */
export function queryVariable({ name, label, of }: VariableView) {
  const query: HeadroomVariableQuery = { refId: name, of };
  return new QueryVariable({
    name,
    label,
    datasource: CHOSEN_DATASOURCE,
    query,
    refresh: VariableRefresh.onDashboardLoad,
    isMulti: true,
    includeAll: true,
    defaultToAll: true,
    ...CHOICE_OF_ALL,
    allValue: EVERY_VALUE,
    // People may name what the data source does not list, or when it lists nothing.
    allowCustomValue: true,
  });
}
