import {
  ConstantVariable,
  CustomVariable,
  DataSourceVariable,
  IntervalVariable,
  QueryVariable,
  type SceneVariable,
  type SceneVariableState,
  TextBoxVariable,
} from '@grafana/scenes';

import { type StrictRecord } from './record';

/** Reads one entry of templating.list. */
export function readVariable(json: StrictRecord): SceneVariable {
  const type = json.require<string>('type');
  const current = json.take<{ value?: never; text?: never }>('current', {});
  const common = {
    name: json.require<string>('name'),
    label: json.take<string | undefined>('label', undefined),
    description: json.take<string | null>('description', null),
    hide: json.take('hide', 0),
    skipUrlSync: json.take('skipUrlSync', false),
  };
  // Options are what Grafana saw at the last save; they are asked for anew.
  json.ignore('id', 'options', 'sort', 'queryValue', 'allowCustomValue');
  const variable = read(type, json, common, current);
  json.done();
  return variable;
}

type Common = Pick<SceneVariableState, 'name' | 'label' | 'description' | 'hide' | 'skipUrlSync'>;
type Current = { value?: never; text?: never };

function read(type: string, json: StrictRecord, common: Common, current: Current): SceneVariable {
  const multi = () => ({
    isMulti: json.take('multi', false),
    includeAll: json.take('includeAll', false),
    allValue: json.take<string | undefined>('allValue', undefined),
  });
  switch (type) {
    case 'custom':
      return new CustomVariable({ ...common, ...current, ...multi(), query: json.take('query', '') });
    case 'datasource':
      json.ignore('refresh');
      return new DataSourceVariable({
        ...common,
        ...current,
        ...multi(),
        pluginId: json.require('query'),
        regex: json.take('regex', ''),
      });
    case 'query':
      return new QueryVariable({
        ...common,
        ...current,
        ...multi(),
        query: json.take('query', ''),
        datasource: json.take('datasource', null),
        regex: json.take('regex', ''),
        refresh: json.take('refresh', 1),
        definition: json.take<string | undefined>('definition', undefined),
      });
    case 'textbox':
      return new TextBoxVariable({ ...common, value: current.value ?? json.take('query', '') });
    case 'constant':
      return new ConstantVariable({ ...common, value: json.take('query', '') });
    case 'interval':
      return new IntervalVariable({
        ...common,
        value: current.value,
        intervals: json.take('query', '').split(','),
        autoEnabled: json.take('auto', false),
        autoStepCount: json.take('auto_count', 30),
        autoMinInterval: json.take('auto_min', '10s'),
        refresh: json.take('refresh', 2),
      });
    default:
      throw new Error(`${json.path}: the preview does not know the variable type ${type}`);
  }
}
