import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';

import { statusLook, type Tone } from './status';
import { toneColor } from './toneColor';
import type { Verdict } from './verdict';

/** Height of the line with the room below it, in pixels. */
export const VERDICT_HEIGHT = 32;

/** The sentence that sums a scorecard up, on one line; what does not fit is in its title. */
export function VerdictLine({ verdict }: { verdict: Verdict }) {
  const { icon, tone } = statusLook(verdict.status);
  const styles = useStyles2(getStyles, tone);

  return (
    <p className={styles.line} title={verdict.text} aria-live="polite">
      <Icon name={icon} className={styles.icon} /> {verdict.text}
    </p>
  );
}

const getStyles = (theme: GrafanaTheme2, tone: Tone) => ({
  line: css({
    flexShrink: 0,
    height: VERDICT_HEIGHT,
    margin: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontSize: theme.typography.h5.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    lineHeight: `${VERDICT_HEIGHT - theme.spacing.gridSize}px`,
  }),
  icon: css({ color: toneColor(theme, tone).text }),
});
