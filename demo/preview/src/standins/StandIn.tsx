import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { type ReactNode } from 'react';

interface Props {
  panel: string;
  width: number;
  height: number;
  children: ReactNode;
}

/** The frame of every stand-in: it says in words that this is not Grafana's own panel. */
export function StandIn({ panel, width, height, children }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.frame} style={{ width, height }}>
      {children}
      <span className={styles.label}>stand-in for Grafana’s {panel} panel</span>
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    frame: css({ position: 'relative', overflow: 'hidden' }),
    label: css({
      position: 'absolute',
      top: 0,
      right: 0,
      padding: theme.spacing(0, 0.5),
      color: theme.colors.text.disabled,
      fontSize: 10,
      pointerEvents: 'none',
    }),
  };
}
