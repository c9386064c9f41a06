import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import {
  type SceneComponentProps,
  sceneGraph,
  type SceneObject,
  SceneObjectBase,
  type SceneObjectState,
  VariableDependencyConfig,
  VariableValueControl,
} from '@grafana/scenes';
import { EmptyState, useStyles2 } from '@grafana/ui';

import { TABLE } from '../../views/tableChoice';

interface PickedTableState extends SceneObjectState {
  /** The details of the table. */
  body: SceneObject;
}

/** The table picked, and its details below; without any table to pick, how to get one. */
export class PickedTable extends SceneObjectBase<PickedTableState & { choice: VariableValueControl }> {
  static Component = PickedTableRenderer;

  protected override _variableDependency = new VariableDependencyConfig(this, {
    variableNames: [TABLE.name],
    onAnyVariableChanged: () => this.forceRender(),
  });

  constructor(state: PickedTableState) {
    super({ ...state, choice: new VariableValueControl({ variableName: TABLE.name }) });
  }
}

function PickedTableRenderer({ model }: SceneComponentProps<PickedTable>) {
  const styles = useStyles2(getStyles);
  const { body, choice } = model.useState();
  const picked = sceneGraph.lookupVariable(TABLE.name, model)?.getValue();

  return (
    <section className={styles.section} aria-label="Picked table">
      <choice.Component model={choice} />
      {picked ? (
        <body.Component model={body} />
      ) : (
        <EmptyState variant="call-to-action" message="No table is declared" hideImage button={null}>
          The profile of the data source declares no table, so there is none to start with. Pick one in the heatmap,
          type a name above, or declare tables in the data source’s profile.
        </EmptyState>
      )}
    </section>
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
});
