import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, LinkButton, useStyles2 } from '@grafana/ui';

import type { UpstreamQuery } from './kpi';
import { upstreamExplore } from './upstreamExplore';

/** An upstream query, to read, to copy, and to run where Grafana has a data source of its kind. */
export function Upstream({ upstream }: { upstream: UpstreamQuery }) {
  const styles = useStyles2(getStyles);
  const { source, query } = upstream;
  const explore = upstreamExplore(upstream);

  return (
    <div className={styles.upstream}>
      <div className={styles.head}>
        <span className={styles.source}>{source}</span>
        {explore && (
          <LinkButton
            href={explore.url}
            icon="compass"
            variant="secondary"
            fill="text"
            size="sm"
            tooltip={`Runs it on “${explore.dataSource}”, which may have other data than the connection of Headroom`}
          >
            Explore with {explore.dataSource}
          </LinkButton>
        )}
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
  upstream: css({ marginBottom: theme.spacing(1) }),
  head: css({ display: 'flex', alignItems: 'center' }),
  source: css({ flex: 1 }),
  query: css({ margin: 0, maxHeight: theme.spacing(25), overflow: 'auto', whiteSpace: 'pre-wrap' }),
});
