import { VariableHide, VariableRefresh } from '@grafana/data';
import { CustomVariable, DataSourceVariable, QueryVariable } from '@grafana/scenes';

import { DATASOURCE_ID } from '../../plugin/ids';
import type { HeadroomVariableQuery } from '../../query/HeadroomVariableQuery';
import { CHOSEN_DATASOURCE, DATASOURCE_LABEL, DATASOURCE_VARIABLE } from '../../views/dataSource';
import { CHOICE_OF_ALL, type ChoiceView, customChoice, EVERY_VALUE, type VariableView } from '../../views/VariableView';
import { headroomDataSources } from '../headroomDataSources';

/** Which Headroom data source a page asks; shown where there is a choice. */
export function dataSourceVariable() {
  return new DataSourceVariable({
    name: DATASOURCE_VARIABLE,
    label: DATASOURCE_LABEL,
    pluginId: DATASOURCE_ID,
    hide: headroomDataSources().length > 1 ? VariableHide.dontHide : VariableHide.hideVariable,
  });
}

/** A variable of a page whose values the data source lists. */
export function queryVariable({ name, label, of, isSingle }: VariableView) {
  const query: HeadroomVariableQuery = { refId: name, of };
  return new QueryVariable({
    name,
    label,
    datasource: CHOSEN_DATASOURCE,
    query,
    refresh: VariableRefresh.onDashboardLoad,
    ...(!isSingle && { isMulti: true, includeAll: true, defaultToAll: true, allValue: EVERY_VALUE, ...CHOICE_OF_ALL }),
    // People may name what the data source does not list, or when it lists nothing.
    allowCustomValue: true,
  });
}

/** A variable of a page whose values are known beforehand. */
export function choiceVariable(view: ChoiceView) {
  return new CustomVariable({ name: view.name, label: view.label, ...customChoice(view), allowCustomValue: false });
}
