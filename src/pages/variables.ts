import { VariableHide, VariableRefresh } from '@grafana/data';
import { DataSourceVariable, QueryVariable } from '@grafana/scenes';

import { DATASOURCE_ID } from '../plugin/ids';
import { headroomDataSources } from './headroomDataSources';
import { CHOSEN_DATASOURCE, DATASOURCE_VARIABLE } from '../views/dataSource';
import { ENVIRONMENT_VARIABLE, SERVICE_VARIABLE } from '../views/scope';

/** Which Headroom data source a page asks; shown where there is a choice. */
export function dataSourceVariable() {
  return new DataSourceVariable({
    name: DATASOURCE_VARIABLE,
    label: 'Data source',
    pluginId: DATASOURCE_ID,
    hide: headroomDataSources().length > 1 ? VariableHide.dontHide : VariableHide.hideVariable,
  });
}

/** Which services a page is about. */
export function serviceVariable() {
  return scopeVariable(SERVICE_VARIABLE, 'Service');
}

/** Which environments a page is about. */
export function environmentVariable() {
  return scopeVariable(ENVIRONMENT_VARIABLE, 'Environment');
}

// As Grafana writes them in addresses and dashboards.
const ALL_VARIABLE_VALUE = '$__all';
const ALL_VARIABLE_TEXT = 'All';

function scopeVariable(name: string, label: string) {
  return new QueryVariable({
    name,
    label,
    datasource: CHOSEN_DATASOURCE,
    query: { refId: name, of: name },
    refresh: VariableRefresh.onDashboardLoad,
    isMulti: true,
    includeAll: true,
    defaultToAll: true,
    value: [ALL_VARIABLE_VALUE],
    text: [ALL_VARIABLE_TEXT],
    // The data source takes this for every value, those it cannot list too.
    allValue: '.*',
    // People may name what the data source does not list, or when it lists nothing.
    allowCustomValue: true,
  });
}
