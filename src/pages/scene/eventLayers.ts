import { dataLayers, SceneDataLayerSet, SceneObjectUrlSyncConfig, type SceneObjectUrlValues } from '@grafana/scenes';

import { eventAnnotations } from '../../views/eventAnnotations';
import { UNMARKED } from '../../views/toScene';

/** In an address, where somebody switched a layer off. */
const OFF = 'off';

/** Annotations with a switch whose position is in the address, as everything is that a person sets on a page. */
class EventLayer extends dataLayers.AnnotationsDataLayer {
  /** In the address: "incidents" of the layer "Incidents". */
  private readonly parameter = this.state.name.toLowerCase();
  protected override _urlSync = new SceneObjectUrlSyncConfig(this, { keys: [this.parameter] });

  getUrlState(): SceneObjectUrlValues {
    return { [this.parameter]: this.state.isEnabled ? undefined : OFF };
  }

  updateFromUrl(values: SceneObjectUrlValues) {
    const isEnabled = values[this.parameter] !== OFF;
    // A layer whose query is on asks anew with every change of a variable, whether or not it is shown.
    this.setState({ isEnabled, query: { ...this.state.query, enable: isEnabled } });
  }
}

/** Incidents and deployments for the time series below the object whose `$data` this is. */
export function eventLayers(variables: ReadonlyArray<{ name: string }>): SceneDataLayerSet {
  return new SceneDataLayerSet({
    name: 'Events',
    layers: eventAnnotations(variables, [UNMARKED]).map((query) => new EventLayer({ name: query.name, query })),
  });
}
