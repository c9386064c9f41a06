import { type AnnotationQuery } from '@grafana/data';
import {
  dataLayers,
  type SceneComponentProps,
  SceneDataLayerSet,
  sceneGraph,
  SceneObjectBase,
  type SceneObjectState,
} from '@grafana/scenes';
import { InlineSwitch } from '@grafana/ui';

import { type StrictRecord } from './record';

/** Reads one entry of annotations.list; of the one that every dashboard has, nothing is drawn. */
export function readAnnotation(json: StrictRecord): dataLayers.AnnotationsDataLayer[] {
  if (json.take<number>('builtIn', 0) === 1) {
    return [];
  }
  const name = json.require<string>('name');
  const query: AnnotationQuery = {
    name,
    iconColor: json.require('iconColor'),
    datasource: json.require('datasource'),
    target: json.require('target'),
    enable: json.take('enable', false),
    hide: json.take('hide', false),
    filter: json.take<AnnotationQuery['filter']>('filter', undefined),
  };
  json.done();
  return [new dataLayers.AnnotationsDataLayer({ name, query, isEnabled: query.enable, isHidden: query.hide })];
}

/** A switch for each annotation query, as Grafana has them beside a dashboard's variables. */
export class AnnotationSwitches extends SceneObjectBase<SceneObjectState> {
  static Component = AnnotationSwitchesRenderer;
}

function AnnotationSwitchesRenderer({ model }: SceneComponentProps<AnnotationSwitches>) {
  const [set] = sceneGraph.getDataLayers(model, true);
  const layers = set instanceof SceneDataLayerSet ? set.state.layers : [];
  return layers.map(
    (layer) => layer instanceof dataLayers.AnnotationsDataLayer && <Switch key={layer.state.key} layer={layer} />
  );
}

function Switch({ layer }: { layer: dataLayers.AnnotationsDataLayer }) {
  const { key, name, isEnabled, isHidden } = layer.useState();
  return isHidden ? null : (
    <InlineSwitch
      id={key}
      label={name}
      showLabel
      value={isEnabled}
      onChange={() => layer.setState({ isEnabled: !isEnabled })}
    />
  );
}
