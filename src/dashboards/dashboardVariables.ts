import { type VariableModel, VariableRefresh } from '@grafana/schema';

import { DATASOURCE_ID } from '../plugin/ids';
import type { HeadroomVariableQuery } from '../query/HeadroomVariableQuery';
import { CHOSEN_DATASOURCE, DATASOURCE_LABEL, DATASOURCE_VARIABLE } from '../views/dataSource';
import { CHOICE_OF_ALL, type ChoiceView, customChoice, EVERY_VALUE, type VariableView } from '../views/VariableView';

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

export function toDashboardVariable(view: VariableView | ChoiceView): VariableModel {
  return 'choices' in view ? choiceVariable(view) : queryVariable(view);
}

/** A variable whose values the data source lists. */
function queryVariable({ name, label, of, isSingle }: VariableView): VariableModel {
  const query: HeadroomVariableQuery = { refId: name, of };
  return {
    type: 'query',
    name,
    label,
    datasource: CHOSEN_DATASOURCE,
    query: { ...query },
    refresh: VariableRefresh.onDashboardLoad,
    ...(!isSingle && { multi: true, includeAll: true, allValue: EVERY_VALUE, current: { ...CHOICE_OF_ALL } }),
    allowCustomValue: true,
  };
}

/** A variable whose values are known beforehand. */
function choiceVariable(view: ChoiceView): VariableModel {
  const { query, value, text } = customChoice(view);
  return {
    type: 'custom',
    name: view.name,
    label: view.label,
    query,
    current: { value, text },
    allowCustomValue: false,
  };
}
