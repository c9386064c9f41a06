import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';

import { statusLook, type Tone } from './status';
import { toneColor } from './toneColor';

/** A status as icon and word. */
export function StatusLabel({ status }: { status: string }) {
  const { word, icon, tone } = statusLook(status);
  const styles = useStyles2(getStyles, tone);

  return (
    <span className={styles.label}>
      <Icon name={icon} size="sm" /> {word}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2, tone: Tone) => ({
  label: css({
    color: toneColor(theme, tone).text,
    fontWeight: theme.typography.fontWeightMedium,
    whiteSpace: 'nowrap',
  }),
});
