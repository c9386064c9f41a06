import { cx } from '@emotion/css';
import { formattedValueToString } from '@grafana/data';
import { Tooltip, useStyles2 } from '@grafana/ui';

import { EvidenceList } from './EvidenceList';
import { type Kpi, kpiTitle } from './kpi';
import { Sparkline } from './Sparkline';
import { statusLook, UNKNOWN_STATUSES } from './status';
import { StatusLabel } from './StatusLabel';
import type { TileGrid } from './tileGrid';
import { getTileStyles } from './tileStyles';
import { evidenceLines, tileText } from './tileText';

interface Props {
  kpi: Kpi;
  shape: TileGrid['shape'];
  showSparkline: boolean;
  showBudget: boolean;
  /** Opens the explanation of this KPI. */
  onExplain: () => void;
}

/** One KPI: what it is, where it stands, how sure that is. The whole tile is the button that explains it. */
export function KpiTile({ kpi, shape, showSparkline, showBudget, onExplain }: Props) {
  const styles = useStyles2(getTileStyles, statusLook(kpi.status).tone);
  const { value, target, secondary, support } = tileText(kpi, showBudget);
  const isUnknown = UNKNOWN_STATUSES.includes(kpi.status);

  return (
    <Tooltip content={<TileTooltip kpi={kpi} />} placement="bottom">
      <button type="button" className={cx(styles.tile, styles[shape])} aria-haspopup="dialog" onClick={onExplain}>
        <span className={styles.line}>
          <span className={styles.name} dir="auto">
            {kpiTitle(kpi)}
          </span>{' '}
          <span className={styles.aside}>{secondary}</span>
        </span>{' '}
        <span className={styles.line}>
          <span className={styles.value}>
            {value ? formattedValueToString({ text: value.text }) : <UnknownValue />}
            <span className={styles.unit}>{value?.suffix}</span>
          </span>{' '}
          <span className={styles.aside}>{isUnknown ? support : target && `target ${target}`}</span>
        </span>{' '}
        <span className={styles.line}>
          <StatusLabel status={kpi.status} /> <span className={styles.aside}>{isUnknown ? target : support}</span>
        </span>{' '}
        <TilePicture kpi={kpi} showSparkline={showSparkline} />
      </button>
    </Tooltip>
  );
}

function UnknownValue() {
  return (
    <>
      <span aria-hidden>–</span>
      <span className="sr-only">unknown</span>
    </>
  );
}

/** The trend; for an unknown KPI, or one without a trend, the reason instead, which is also in the tooltip in full. */
function TilePicture({ kpi, showSparkline }: Pick<Props, 'kpi' | 'showSparkline'>) {
  const { trend, target, reason, status } = kpi;
  const styles = useStyles2(getTileStyles, statusLook(status).tone);
  const isTrendShown = showSparkline && trend && !(reason && UNKNOWN_STATUSES.includes(status));
  if (isTrendShown) {
    return (
      <span className={styles.picture}>
        <Sparkline trend={trend} target={target} />
      </span>
    );
  }
  return (
    <span className={cx(styles.picture, styles.reason)} dir="auto">
      {reason}
    </span>
  );
}

function TileTooltip({ kpi }: { kpi: Kpi }) {
  return (
    <>
      <div dir="auto">{kpiTitle(kpi)}</div>
      <EvidenceList lines={evidenceLines(kpi)} />
      {kpi.reason && <div dir="auto">{kpi.reason}</div>}
    </>
  );
}
