import { css } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';

import { definitionLines, evidenceLines } from './evidenceLines';
import { EvidenceList } from './EvidenceList';
import type { Kpi } from './kpi';

interface Props {
  kpi: Kpi;
}

/** Why a number has its verdict, its figures, and its definition. */
export function Figures({ kpi }: Props) {
  const styles = useStyles2(getStyles);

  return (
    <>
      {kpi.reason && (
        <p className={styles.reason} dir="auto">
          {kpi.reason}
        </p>
      )}
      <EvidenceList lines={evidenceLines(kpi)} />
      <section>
        <h4>Definition</h4>
        <EvidenceList lines={definitionLines(kpi.evidence)} />
      </section>
    </>
  );
}

const getStyles = () => ({
  reason: css({ margin: 0, overflowWrap: 'anywhere', '&::first-letter': { textTransform: 'uppercase' } }),
});
