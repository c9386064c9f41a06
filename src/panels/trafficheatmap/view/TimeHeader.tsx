import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import { useStyles2 } from '@grafana/ui';
import { memo, useMemo } from 'react';

import { xOf } from '../layout/columnLayout';
import { HEADER_HEIGHT } from '../layout/panelLayout';
import { timeTicks } from '../layout/timeTicks';
import type { TimeColumns } from '../model/timeColumns';

interface Props {
  columns: TimeColumns;
  width: number;
  timeZone: TimeZone;
}

/** Of a tick with the space around it, in pixels. */
const TICK_WIDTH = 56;

/** Round times above the plot. */
export const TimeHeader = memo(function TimeHeader({ columns, width, timeZone }: Props) {
  const styles = useStyles2(getStyles);
  const ticks = useMemo(
    () => timeTicks(columns.range, Math.floor(width / TICK_WIDTH), timeZone),
    [columns, width, timeZone]
  );

  return (
    <div className={styles.axis} style={{ width }} aria-hidden="true">
      {ticks.map(({ time, text }) => {
        const x = xOf(columns, time, width);
        // A text at an end would reach out of the plot.
        const isInside = x > TICK_WIDTH / 4 && x < width - TICK_WIDTH / 4;
        return (
          <span key={time} className={styles.tick} style={{ left: x }}>
            {isInside && <span className={styles.text}>{text}</span>}
          </span>
        );
      })}
    </div>
  );
});

const getStyles = (theme: GrafanaTheme2) => ({
  axis: css({ position: 'relative', flex: 'none', height: HEADER_HEIGHT, overflow: 'hidden' }),
  tick: css({
    position: 'absolute',
    bottom: 1,
    height: 4,
    borderLeft: `1px solid ${theme.colors.border.strong}`,
  }),
  text: css({
    position: 'absolute',
    bottom: 4,
    transform: 'translateX(-50%)',
    color: theme.colors.text.secondary,
    fontSize: 11,
    lineHeight: '14px',
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
  }),
});
