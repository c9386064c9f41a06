import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Badge, type BadgeColor, type IconName, useStyles2 } from '@grafana/ui';

import type { RuleStatus } from '../../alerts/grafana/ruleStates';

interface Look {
  text: string;
  icon: IconName;
  color: BadgeColor;
}

const LOOKS: Record<RuleStatus['state'] | 'none' | 'unknown' | 'edited' | 'provisioned', Look> = {
  none: { text: 'No rule yet', icon: 'circle', color: 'darkgrey' },
  inactive: { text: 'Normal', icon: 'check', color: 'green' },
  pending: { text: 'Pending', icon: 'hourglass', color: 'orange' },
  recovering: { text: 'Recovering', icon: 'hourglass', color: 'orange' },
  firing: { text: 'Firing', icon: 'exclamation-circle', color: 'red' },
  error: { text: 'Error', icon: 'exclamation-triangle', color: 'red' },
  nodata: { text: 'No data', icon: 'question-circle', color: 'blue' },
  unknown: { text: 'Not evaluated yet', icon: 'clock-nine', color: 'darkgrey' },
  paused: { text: 'Paused', icon: 'pause', color: 'darkgrey' },
  edited: { text: 'Edited by hand', icon: 'pen', color: 'purple' },
  provisioned: { text: 'Provisioned', icon: 'file-alt', color: 'blue' },
};

/** The state of a rule as icon and word. */
export function StateBadge({ state }: { state: keyof typeof LOOKS }) {
  const styles = useStyles2(getStyles);
  const look = LOOKS[state];
  return <Badge {...look} className={look.color === 'darkgrey' ? styles.grey : undefined} />;
}

const getStyles = (theme: GrafanaTheme2) => ({
  // Grafana's own grey is too faint on its light ground.
  grey: css({ color: theme.colors.text.primary }),
});
