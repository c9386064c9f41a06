import {
  EmbeddedScene,
  SceneControlsSpacer,
  SceneDataLayerSet,
  SceneGridLayout,
  SceneRefreshPicker,
  SceneTimePicker,
  SceneTimeRange,
  SceneVariableSet,
  VariableValueSelectors,
} from '@grafana/scenes';

import { AnnotationSwitches, readAnnotation } from './annotations';
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
  const scene = new EmbeddedScene({
    $timeRange: new SceneTimeRange({ ...time, timeZone }),
    $variables: new SceneVariableSet({ variables: variables?.list('list').map(readVariable) ?? [] }),
    $data: new SceneDataLayerSet({ layers: annotations?.list('list').flatMap(readAnnotation) ?? [] }),
    controls: [
      new VariableValueSelectors({}),
      new AnnotationSwitches({}),
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
