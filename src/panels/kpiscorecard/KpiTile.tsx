import { cx } from '@emotion/css';
import { Tooltip, useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

import { evidenceLines } from '../shared/explanation/evidenceLines';
import { EvidenceList } from '../shared/explanation/EvidenceList';
import { type Kpi, kpiTitle } from '../shared/explanation/kpi';
import { statusLook, UNKNOWN_STATUSES } from '../shared/explanation/status';
import { StatusLabel } from '../shared/explanation/StatusLabel';
import type { ScorecardOptions } from './options';
import { Sparkline } from './Sparkline';
import type { TileGrid } from './tileGrid';
import { getTileStyles } from './tileStyles';
import { tileText } from './tileText';

interface Props {
  kpi: Kpi;
  shape: TileGrid['shape'];
  showSparkline: boolean;
  /** What it says beside the value. */
  shows: Pick<ScorecardOptions, 'showBudget' | 'showInterval'>;
  /** Whether its explanation is open, which says all that the tooltip does. */
  isExplained: boolean;
  /** Opens the explanation of this KPI; the tile is to have the focus again after it. */
  onExplain: (tile: HTMLElement) => void;
}

/** One KPI: what it is, where it stands, how sure that is. The whole tile is the button that explains it. */
export function KpiTile({ kpi, shape, showSparkline, shows, isExplained, onExplain }: Props) {
  const styles = useStyles2(getTileStyles, statusLook(kpi.status).tone);
  const picture = pictureOf(kpi, showSparkline);

  return (
    <Tooltip content={<TileTooltip kpi={kpi} />} placement="bottom" show={isExplained ? false : undefined}>
      <button
        type="button"
        className={cx(styles.tile, styles[shape], shape === 'wide' && !picture && styles.wideAlone)}
        aria-haspopup="dialog"
        onClick={({ currentTarget }) => onExplain(currentTarget)}
      >
        <TileFigures kpi={kpi} shape={shape} shows={shows} />
        {picture && <TilePicture kpi={kpi} content={picture} />}
      </button>
    </Tooltip>
  );
}

/** The lines of words and figures: what matters most on the left, what it is held against on the right. */
function TileFigures({ kpi, shape, shows }: Pick<Props, 'kpi' | 'shape' | 'shows'>) {
  const styles = useStyles2(getTileStyles, statusLook(kpi.status).tone);
  const { value, target, secondary, support } = tileText(kpi, shows);
  const name = (
    <span className={styles.name} dir="auto">
      {kpiTitle(kpi)}
    </span>
  );
  const figure = (
    <span className={styles.value}>
      {value ? value.text : <UnknownValue />}
      <span className={styles.unit}>{value?.suffix}</span>
    </span>
  );
  const status = <StatusLabel status={kpi.status} />;
  const aside = (text: ReactNode) => <span className={styles.aside}>{text}</span>;
  const goal = target && aside(<TargetText target={target} />);

  if (shape === 'tall') {
    return (
      <>
        <TileLine left={name} />
        <TileLine left={figure} right={goal} />
        <TileLine left={status} right={aside(secondary)} />
        <TileLine left={aside(support)} />
      </>
    );
  }
  // The reason beside them says how much data there is, and needs the room.
  const isReasoned = isUnknown(kpi) && kpi.reason !== '';
  return (
    <>
      <TileLine left={name} right={aside(secondary)} />
      <TileLine left={figure} right={goal} />
      <TileLine left={status} right={!isReasoned && aside(support)} />
    </>
  );
}

function TileLine({ left, right }: { left: ReactNode; right?: ReactNode }) {
  const styles = useStyles2(getTileStyles, 'calm');
  return (
    <>
      <span className={styles.line}>
        {left} {right}
      </span>{' '}
    </>
  );
}

/** The word gives way where there is no room for it; readers of screens keep it. */
function TargetText({ target }: { target: string }) {
  return (
    <>
      <span data-word>target</span> {target}
    </>
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

/** The trend; for an unknown KPI, or one without a trend, the reason, if any, which the tooltip has in full. */
function pictureOf(kpi: Kpi, showSparkline: boolean): 'trend' | 'reason' | undefined {
  const { trend, reason } = kpi;
  const hasPoints = trend?.values.some((value) => value !== null);
  if (showSparkline && hasPoints && !(reason && isUnknown(kpi))) {
    return 'trend';
  }
  return reason ? 'reason' : undefined;
}

const isUnknown = ({ status }: Kpi) => UNKNOWN_STATUSES.includes(status);

function TilePicture({ kpi, content }: { kpi: Kpi; content: 'trend' | 'reason' }) {
  const { trend, target, reason, status } = kpi;
  const styles = useStyles2(getTileStyles, statusLook(status).tone);
  if (content === 'trend' && trend) {
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
