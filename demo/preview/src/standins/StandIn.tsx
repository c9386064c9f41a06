import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { type ReactNode } from 'react';

/** Height in pixels of the line with the label. */
const LABEL_HEIGHT = 14;

interface Props {
  panel: string;
  width: number;
  height: number;
  /** Draws in the height that the label leaves. */
  children: (height: number) => ReactNode;
}

/** The frame of every stand-in: it says in words that this is not Grafana's own panel. */
export function StandIn({ panel, width, height, children }: Props) {
  const styles = useStyles2(getStyles);
  const left = height - LABEL_HEIGHT;
  return (
    <div style={{ width, height }}>
      <div style={{ height: left, overflow: 'hidden' }}>{children(left)}</div>
      <div className={styles.label}>stand-in for Grafana’s {panel} panel</div>
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    label: css({
      height: LABEL_HEIGHT,
      color: theme.colors.text.disabled,
      fontSize: 10,
      lineHeight: `${LABEL_HEIGHT}px`,
      textAlign: 'right',
    }),
  };
}
