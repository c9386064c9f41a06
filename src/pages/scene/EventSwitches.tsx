import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import {
  dataLayers,
  type SceneComponentProps,
  SceneDataLayerSet,
  sceneGraph,
  SceneObjectBase,
  type SceneObjectState,
} from '@grafana/scenes';
import { InlineField, InlineSwitch, useStyles2 } from '@grafana/ui';

/** A switch for each layer of events of the page, or of the part of it where the switches stand. */
export class EventSwitches extends SceneObjectBase<SceneObjectState> {
  static Component = EventSwitchesRenderer;

  constructor() {
    super({});
  }
}

function EventSwitchesRenderer({ model }: SceneComponentProps<EventSwitches>) {
  const [set] = sceneGraph.getDataLayers(model, true);
  const layers = set instanceof SceneDataLayerSet ? set.state.layers : [];
  return (
    <>
      {layers.map(
        (layer) =>
          layer instanceof dataLayers.AnnotationsDataLayer && <EventSwitch key={layer.state.key} layer={layer} />
      )}
    </>
  );
}

function EventSwitch({ layer }: { layer: dataLayers.AnnotationsDataLayer }) {
  const { key, name, isEnabled, query } = layer.useState();
  const styles = useStyles2(getStyles, query.iconColor);
  return (
    // A label of its own: the one of InlineSwitch comes twice in Grafana 12.3, once where it must not be.
    <InlineField className={styles.field} label={name} transparent>
      <InlineSwitch
        id={`events-${key}`}
        value={isEnabled}
        onChange={({ currentTarget }) => layer.setState({ isEnabled: currentTarget.checked })}
      />
    </InlineField>
  );
}

const getStyles = (theme: GrafanaTheme2, color: string) => ({
  // As the legend of a chart, says which marks are meant.
  field: css({ margin: 0, borderLeft: `${theme.spacing(0.5)} solid ${theme.visualization.getColorByName(color)}` }),
});
