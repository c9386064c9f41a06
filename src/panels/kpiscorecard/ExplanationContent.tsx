import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { LinkButton, useStyles2 } from '@grafana/ui';

import { EvidenceList } from './EvidenceList';
import type { Kpi, KpiEvidence } from './kpi';
import { definitionLines, evidenceLines } from './tileText';
import { Upstream } from './Upstream';

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
      {kpi.reason && (
        <p className={styles.reason} dir="auto">
          {kpi.reason}
        </p>
      )}
      <EvidenceList lines={evidenceLines(kpi)} />
      <section>
        <h4>Definition</h4>
        <EvidenceList lines={definitionLines(evidence)} />
      </section>
      {evidence.upstream.length > 0 && (
        <section>
          <h4>{explained ? 'Upstream queries' : 'Upstream queries of the whole answer'}</h4>
          {evidence.upstream.map((upstream, index) => (
            <Upstream key={index} upstream={upstream} />
          ))}
        </section>
      )}
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
  reason: css({ margin: 0, overflowWrap: 'anywhere', '&::first-letter': { textTransform: 'uppercase' } }),
  explore: css({ alignSelf: 'flex-start' }),
});
