import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { EvidenceLine } from './evidenceLines';

/** Terms and their figures, one pair a line. */
export function EvidenceList({ lines }: { lines: EvidenceLine[] }) {
  const styles = useStyles2(getStyles);

  return (
    <dl className={styles.list}>
      {lines.map(({ term, text }) => (
        <div key={term} className={styles.line}>
          <dt>{term}</dt>
          <dd className={styles.text}>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ margin: 0 }),
  line: css({
    display: 'flex',
    gap: theme.spacing(2),
    justifyContent: 'space-between',
    dt: { fontWeight: theme.typography.fontWeightRegular },
  }),
  text: css({ margin: 0, fontVariantNumeric: 'tabular-nums', textAlign: 'end', overflowWrap: 'anywhere' }),
});
