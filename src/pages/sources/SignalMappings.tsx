import { css } from '@emotion/css';
import { type GrafanaTheme2, locationUtil } from '@grafana/data';
import { type SceneComponentProps, sceneGraph, SceneObjectBase, VariableDependencyConfig } from '@grafana/scenes';
import { Alert, Button, LinkButton, useStyles2 } from '@grafana/ui';

import { CHOSEN_DATASOURCE, DATASOURCE_VARIABLE } from '../../views/dataSource';
import { may } from '../permissions';
import { type SignalMapping, useSignals } from './useSignals';

/** What stands for each signal upstream and why, with the way to look again and to change it. */
export class SignalMappings extends SceneObjectBase {
  static Component = SignalMappingsRenderer;

  protected override _variableDependency = new VariableDependencyConfig(this, {
    variableNames: [DATASOURCE_VARIABLE],
    onAnyVariableChanged: () => this.forceRender(),
  });
}

function SignalMappingsRenderer({ model }: SceneComponentProps<SignalMappings>) {
  const styles = useStyles2(getStyles);
  const uid = sceneGraph.interpolate(model, CHOSEN_DATASOURCE.uid);
  const { signals, error, isLoading, lookAgain } = useSignals(uid);
  const refresh = async () => {
    await lookAgain();
    // What is found anew is also what the queries ask.
    sceneGraph.getTimeRange(model).onRefresh();
  };

  return (
    <section className={styles.section} aria-label="Mapping of signals">
      <header className={styles.header}>
        <h2 className={styles.title}>What stands for each signal</h2>
        <Button variant="secondary" icon="sync" disabled={isLoading} onClick={refresh}>
          Look again
        </Button>
        {may('datasources:write') && (
          <LinkButton
            variant="secondary"
            icon="cog"
            href={locationUtil.assureBaseUrl(`/connections/datasources/edit/${encodeURIComponent(uid)}`)}
          >
            Edit the mapping
          </LinkButton>
        )}
      </header>
      {error && (
        <Alert severity="error" title="The mapping could not be read">
          {error}. Test the data source under Connections.
        </Alert>
      )}
      <dl className={styles.list}>
        {signals.map((signal) => (
          <SignalText key={signal.signal} signal={signal} />
        ))}
      </dl>
    </section>
  );
}

function SignalText({
  signal: { signal, source, metric, expr, sql, selector, why, candidates },
}: {
  signal: SignalMapping;
}) {
  const styles = useStyles2(getStyles);
  const standsFor = sql ?? expr ?? selector ?? metric;
  const lookedFor = candidates?.map(({ metric, found }) => `${metric} (${found ? 'found' : 'not found'})`).join(', ');

  return (
    <>
      <dt className={styles.name}>{signal}</dt>
      <dd className={styles.text}>
        {standsFor && (
          <div>
            {source}: <code>{standsFor}</code>
          </div>
        )}
        <div>{why}</div>
        {lookedFor && <div className={styles.lookedFor}>Looked for: {lookedFor}</div>}
      </dd>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ flexGrow: 1, minWidth: 0, marginTop: theme.spacing(1) }),
  header: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  title: css({ ...theme.typography.h5, flexGrow: 1, margin: 0 }),
  list: css({
    display: 'grid',
    gridTemplateColumns: `minmax(${theme.spacing(20)}, max-content) minmax(0, 1fr)`,
    gap: theme.spacing(1, 2),
    marginTop: theme.spacing(1),
  }),
  name: css({ fontWeight: theme.typography.fontWeightMedium }),
  text: css({ overflowWrap: 'anywhere' }),
  lookedFor: css({ color: theme.colors.text.secondary }),
});
