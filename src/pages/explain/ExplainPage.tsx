import { css } from '@emotion/css';
import { type GrafanaTheme2, PageLayoutType } from '@grafana/data';
import { PluginPage } from '@grafana/runtime';
import { Alert, EmptyState, LinkButton, LoadingPlaceholder, useStyles2 } from '@grafana/ui';
import { useMemo } from 'react';
import { useLocation } from 'react-router';

import { Figures } from '../../panels/shared/explanation/Figures';
import { kpiTitle } from '../../panels/shared/explanation/kpi';
import { evidenceOfAnswer } from '../../panels/shared/explanation/kpiEvidence';
import { StatusLabel } from '../../panels/shared/explanation/StatusLabel';
import { UpstreamQueries } from '../../panels/shared/explanation/UpstreamQueries';
import { exploreUrl } from '../../panels/shared/exploreUrl';
import { DataSourceGuard } from '../DataSourceGuard';
import { dataSourceIn } from '../headroomDataSources';
import { PageLinks } from '../scene/PageLinks';
import { type AskedNumber, askedNumber } from './askedNumber';
import { explainedRows } from './explainedRows';
import { useExplained } from './useExplained';

/** What stands behind the numbers of a table's row, which its address names. */
export default function ExplainPage() {
  return (
    <PluginPage layout={PageLayoutType.Canvas} pageNav={{ text: 'Explain' }}>
      <DataSourceGuard>
        <AskedNumberExplained />
      </DataSourceGuard>
    </PluginPage>
  );
}

function AskedNumberExplained() {
  const styles = useStyles2(getStyles);
  const { search } = useLocation();
  // Relative times are told once for an address.
  const asked = useMemo(() => askedIn(search), [search]);

  return (
    <div className={styles.page}>
      <PageLinks />
      {asked ? (
        <Explained
          // Another number is asked for anew.
          key={search}
          asked={asked}
        />
      ) : (
        <EmptyState variant="not-found" message="This address names no number">
          Follow a link “Explain” from the row of a table, such as those of the dashboard “Headroom error budgets”.
        </EmptyState>
      )}
    </div>
  );
}

function Explained({ asked }: { asked: AskedNumber }) {
  const styles = useStyles2(getStyles);
  const { answer, error } = useExplained(asked);
  const rows = useMemo(() => explainedRows(answer), [answer]);
  const explore = exploreUrl(asked.query, asked.range);

  if (error !== undefined) {
    return (
      <Alert severity="error" title="The number could not be explained">
        {error}
      </Alert>
    );
  }
  if (answer === undefined) {
    return <LoadingPlaceholder text="Asking what stands behind the number …" />;
  }
  return (
    <>
      {rows.length === 0 && (
        <EmptyState variant="not-found" message="There is no such row at this time">
          {Object.values(asked.labels).join(', ')}: not among what was observed. Choose another time range where the
          link came from.
        </EmptyState>
      )}
      <div className={styles.rows}>
        {rows.map((row) => (
          <section key={kpiTitle(row)} className={styles.row} aria-label={kpiTitle(row)}>
            <h3>{kpiTitle(row)}</h3>
            <StatusLabel status={row.status} />
            <Figures kpi={row} />
          </section>
        ))}
      </div>
      <UpstreamQueries title="Upstream queries" queries={evidenceOfAnswer(answer)('', {}).upstream} />
      {explore && (
        <LinkButton className={styles.explore} href={explore} icon="compass" variant="secondary">
          Explore
        </LinkButton>
      )}
    </>
  );
}

function askedIn(search: string): AskedNumber | undefined {
  const { uid, type } = dataSourceIn(search);
  return askedNumber(search, { uid, type });
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  rows: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(2) }),
  row: css({
    display: 'flex',
    flex: '1 1 360px',
    flexDirection: 'column',
    gap: theme.spacing(1),
    maxWidth: 560,
    padding: theme.spacing(2),
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  explore: css({ alignSelf: 'flex-start' }),
});
