import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { LinkButton, useStyles2 } from '@grafana/ui';

import { Figures } from '../shared/explanation/Figures';
import type { Kpi, KpiEvidence } from '../shared/explanation/kpi';
import { UpstreamQueries } from '../shared/explanation/UpstreamQueries';

export interface ExplanationContentProps {
  kpi: Kpi;
  /** Evidence of this KPI alone; undefined until it arrives, or when the data source gives none. */
  explained?: KpiEvidence;
  exploreUrl?: string;
}

/** One number's verdict, its figures, its definition, and the upstream queries that it took. */
export function ExplanationContent({ kpi, explained, exploreUrl }: ExplanationContentProps) {
  const styles = useStyles2(getStyles);
  const evidence = explained ?? kpi.evidence;

  return (
    <div className={styles.content}>
      <Figures kpi={{ ...kpi, evidence }} />
      <UpstreamQueries
        title={explained ? 'Upstream queries' : 'Upstream queries of the whole answer'}
        queries={evidence.upstream}
      />
      {exploreUrl && (
        <LinkButton className={styles.explore} href={exploreUrl} icon="compass" variant="secondary">
          Explore
        </LinkButton>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  content: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  explore: css({ alignSelf: 'flex-start' }),
});
