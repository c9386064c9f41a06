import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

interface Props {
  /** What is the matter. */
  title: string;
  /** What to do about it. */
  children: ReactNode;
  /** Whether to interrupt: for failures, not for things that are merely empty. */
  isFailure?: boolean;
}

/** Fills a panel that has nothing to draw. */
export function PanelMessage({ title, children, isFailure = false }: Props) {
  const styles = useStyles2(getStyles);

  return (
    <div className={styles.message} role={isFailure ? 'alert' : 'status'}>
      <strong>{title}</strong>
      <p className={styles.advice}>{children}</p>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  message: css({
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: theme.spacing(0.5),
    height: '100%',
    padding: theme.spacing(1),
    overflow: 'auto',
    textAlign: 'center',
  }),
  advice: css({ margin: 0, maxWidth: theme.spacing(80), color: theme.colors.text.secondary, overflowWrap: 'anywhere' }),
});
