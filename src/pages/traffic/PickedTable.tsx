import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import {
  type SceneComponentProps,
  sceneGraph,
  type SceneObject,
  SceneObjectBase,
  type SceneObjectState,
  type SceneVariable,
  useSceneObjectState,
  VariableValueControl,
} from '@grafana/scenes';
import { EmptyState, useStyles2 } from '@grafana/ui';

import { TABLE } from '../../views/tableChoice';
import { EventSwitches } from '../scene/EventSwitches';

interface PickedTableState extends SceneObjectState {
  /** The details of the table. */
  body: SceneObject;
  /** Height of the details in pixels, kept free for them: scenes draw what is inside them a moment later. */
  height: number;
}

interface Controls {
  /** Of the table. */
  choice: VariableValueControl;
  /** Of what is drawn over the details. */
  events: EventSwitches;
}

/** The table picked, and its details below; without any table to pick, how to get one. */
export class PickedTable extends SceneObjectBase<PickedTableState & Controls> {
  static Component = PickedTableRenderer;

  constructor(state: PickedTableState) {
    const choice = new VariableValueControl({ variableName: TABLE.name });
    super({ ...state, choice, events: new EventSwitches() });
  }
}

function PickedTableRenderer({ model }: SceneComponentProps<PickedTable>) {
  const styles = useStyles2(getStyles);
  const { body, height, choice, events } = model.useState();
  const variable = sceneGraph.lookupVariable(TABLE.name, model);

  return (
    <section className={styles.section} aria-label="Picked table">
      <div className={styles.controls}>
        <choice.Component model={choice} />
        <events.Component model={events} />
      </div>
      <div className={styles.details} style={{ minHeight: height }}>
        {variable && <Details variable={variable} body={body} />}
      </div>
    </section>
  );
}

/** The details as soon as there may be a table, so that nothing moves when the list of tables comes. */
function Details({ variable, body }: { variable: SceneVariable; body: SceneObject }) {
  const { loading, error } = useSceneObjectState(variable);
  if (variable.getValue() || loading !== false) {
    return <body.Component model={body} />;
  }
  if (error) {
    return (
      <EmptyState variant="not-found" message="The tables cannot be listed" hideImage>
        {String(error)}. Pick one in the heatmap, or type a name above.
      </EmptyState>
    );
  }
  return (
    <EmptyState variant="call-to-action" message="No table is declared" hideImage button={null}>
      The profile of the data source declares no table, so there is none to start with. Pick one in the heatmap, type a
      name above, or declare tables in the data source’s profile.
    </EmptyState>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'stretch',
    flexGrow: 1,
    gap: theme.spacing(1),
    marginTop: theme.spacing(1),
  }),
  controls: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) }),
  details: css({ display: 'flex', flexDirection: 'column' }),
});
