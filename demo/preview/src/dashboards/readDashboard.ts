import {
  EmbeddedScene,
  SceneControlsSpacer,
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
  const scene = new EmbeddedScene({
    $timeRange: new SceneTimeRange({ ...time, timeZone }),
    $variables: new SceneVariableSet({ variables: variables?.list('list').map(readVariable) ?? [] }),
    controls: [
      new VariableValueSelectors({}),
      new SceneControlsSpacer(),
      new SceneTimePicker({}),
      new SceneRefreshPicker({ refresh }),
    ],
    body: new SceneGridLayout({ children: readPanels(json.list('panels')) }),
  });
  variables?.done();
  annotations?.list('list').forEach(readAnnotation);
  annotations?.done();
  json.done();
  return { title, scene };
}

/** Checks an entry of annotations.list, of which nothing is drawn: the stand-ins for Grafana's panels know none. */
function readAnnotation(json: StrictRecord) {
  if (json.take<number>('builtIn', 0) === 1) {
    return;
  }
  ['name', 'iconColor', 'datasource', 'target'].forEach((key) => json.require(key));
  json.ignore('enable', 'hide').done();
}
