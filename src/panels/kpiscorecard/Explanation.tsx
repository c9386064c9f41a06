import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, Drawer, LinkButton, useStyles2 } from '@grafana/ui';

import { EvidenceList } from './EvidenceList';
import { type Kpi, type KpiEvidence, kpiTitle, type UpstreamQuery } from './kpi';
import { StatusLabel } from './StatusLabel';
import { definitionLines, evidenceLines } from './tileText';

interface Props {
  kpi: Kpi;
  /** Evidence of this KPI alone; undefined until it arrives, or when the data source gives none. */
  explained?: KpiEvidence;
  exploreUrl?: string;
  onClose: () => void;
}

/** Explains one number: its verdict, its figures, its definition, and the upstream queries that it took. */
export function Explanation({ kpi, explained, exploreUrl, onClose }: Props) {
  const styles = useStyles2(getStyles);
  const evidence = explained ?? kpi.evidence;

  return (
    <Drawer title={kpiTitle(kpi)} subtitle={<StatusLabel status={kpi.status} />} size="sm" onClose={onClose}>
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
    </Drawer>
  );
}

function Upstream({ upstream: { source, query } }: { upstream: UpstreamQuery }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.upstream}>
      <div className={styles.upstreamHead}>
        <span>{source}</span>
        <ClipboardButton getText={() => query} icon="copy" variant="secondary" fill="text" size="sm">
          Copy
        </ClipboardButton>
      </div>
      <pre className={styles.query} tabIndex={0} aria-label={`Query to ${source}`}>
        {query}
      </pre>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  content: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  reason: css({ margin: 0, overflowWrap: 'anywhere', '&::first-letter': { textTransform: 'uppercase' } }),
  upstream: css({ marginBottom: theme.spacing(1) }),
  upstreamHead: css({ display: 'flex', alignItems: 'center', justifyContent: 'space-between' }),
  query: css({ margin: 0, maxHeight: theme.spacing(25), overflow: 'auto', whiteSpace: 'pre-wrap' }),
  explore: css({ alignSelf: 'flex-start' }),
});
