import {
  dataLayers,
  EmbeddedScene,
  SceneControlsSpacer,
  SceneDataLayerControls,
  SceneDataLayerSet,
  SceneGridLayout,
  SceneRefreshPicker,
  SceneTimePicker,
  SceneTimeRange,
  SceneVariableSet,
  VariableValueSelectors,
} from '@grafana/scenes';

import { readPanels } from './panels';
import { StrictRecord } from './record';
import { readVariable } from './variables';

export interface ReadDashboard {
  title: string;
  scene: EmbeddedScene;
}

/**
 * Turns a dashboard in Grafana's classic JSON format into a scene. It reads what the distribution's dashboards use
 * and throws, with the path, on everything else: a dashboard must not look different here without anybody noticing.
 */
export function readDashboard(value: unknown): ReadDashboard {
  const json = new StrictRecord(value, 'dashboard');
  json.ignore(
    ...[
      'uid',
      'id',
      'tags',
      'revision',
      'version',
      'schemaVersion',
      'editable',
      'graphTooltip',
      'style',
      'description',
    ],
    ...['fiscalYearStartMonth', 'weekStart', 'gnetId', 'liveNow', 'preload', 'links', 'timepicker']
  );
  const title = json.require<string>('title');
  const time = json.take('time', { from: 'now-6h', to: 'now' });
  const timeZone = json.take<string | undefined>('timezone', undefined) || undefined;
  const refresh = json.take<string | false>('refresh', '') || '';
  const variables = json.record('templating');
  const annotations = json.record('annotations');
  const layers = annotations?.list('list').flatMap(readAnnotation) ?? [];
  const scene = new EmbeddedScene({
    $timeRange: new SceneTimeRange({ ...time, timeZone }),
    $variables: new SceneVariableSet({ variables: variables?.list('list').map(readVariable) ?? [] }),
    $data: new SceneDataLayerSet({ layers }),
    controls: [
      new VariableValueSelectors({}),
      new SceneDataLayerControls(),
      new SceneControlsSpacer(),
      new SceneTimePicker({}),
      new SceneRefreshPicker({ refresh }),
    ],
    body: new SceneGridLayout({ children: readPanels(json.list('panels')) }),
  });
  variables?.done();
  annotations?.done();
  json.done();
  return { title, scene };
}

/** Reads one entry of annotations.list; Grafana's own annotations, which every dashboard has, there are none here. */
function readAnnotation(json: StrictRecord) {
  if (json.take<number>('builtIn', 0) === 1) {
    return [];
  }
  const name = json.require<string>('name');
  const hide = json.take('hide', false);
  const query = {
    name,
    enable: json.take('enable', true),
    iconColor: json.require<string>('iconColor'),
    datasource: json.require<{ type: string; uid: string }>('datasource'),
    target: json.require<{ refId: string }>('target'),
  };
  json.done();
  return [new dataLayers.AnnotationsDataLayer({ name, isEnabled: query.enable, isHidden: hide, query })];
}
