import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

import { statusLook, type Tone } from '../shared/explanation/status';
import { toneColor } from '../shared/explanation/toneColor';
import type { Verdict } from './verdict';

/** Height of the line with the room below it, in pixels. */
export const VERDICT_HEIGHT = 32;

interface Props {
  verdict: Verdict;
  /** Follows the sentence, where the header of a panel without a title does not cover it. */
  children?: ReactNode;
}

/** The sentence that sums a scorecard up, on one line; what does not fit is in its title. */
export function VerdictLine({ verdict, children }: Props) {
  const { icon, tone } = statusLook(verdict.status);
  const styles = useStyles2(getStyles, tone);

  return (
    <div className={styles.line}>
      <Icon name={icon} className={styles.icon} />
      <p className={styles.sentence} title={verdict.text} aria-live="polite">
        {verdict.text}
      </p>
      {children}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2, tone: Tone) => ({
  line: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    height: VERDICT_HEIGHT,
    paddingBottom: theme.spacing(1),
  }),
  sentence: css({
    margin: 0,
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontSize: theme.typography.h5.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
  }),
  icon: css({ flexShrink: 0, color: toneColor(theme, tone).text }),
});
