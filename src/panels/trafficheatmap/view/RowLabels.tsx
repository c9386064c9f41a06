import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { memo } from 'react';

import { BADGE_WIDTH } from '../layout/panelLayout';
import type { RowWindow } from '../layout/rowLayout';
import { tierBadgeText, tierRank } from '../model/tier';
import type { HeatmapModel } from './heatmapModel';

interface Props {
  model: HeatmapModel;
  window: RowWindow;
}

/** The names of the rows in sight with their tiers, and of the groups they stand in. */
export const RowLabels = memo(function RowLabels({ model: { grid, layout }, window: { first, end } }: Props) {
  const styles = useStyles2(getStyles);
  const { rows, groupWidth, labelWidth } = layout;
  const hasBadges = grid.rows.some(({ tier }) => tier);
  const top = rows.tops[first] ?? 0;
  const bottom = (rows.tops[end - 1] ?? 0) + rows.rowHeight;
  const groups = rows.groups.filter((group) => group.top < bottom && group.top + group.height > top);
  const positions = Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i);

  return (
    <div aria-hidden="true">
      {groupWidth > 0 &&
        groups.map((group) => (
          <div
            key={group.name}
            className={styles.group}
            style={{ top: group.top, height: group.height - 1, width: groupWidth }}
          >
            <span
              className={styles.groupName}
              style={{ WebkitLineClamp: Math.max(1, Math.floor(group.height / GROUP_LINE)) }}
              title={group.name}
              dir="auto"
            >
              {group.name}
            </span>
          </div>
        ))}
      {positions.map((position) => {
        const { name, tier, group } = grid.rows[rows.rows[position] ?? 0] ?? { name: '', tier: '', group: '' };
        return (
          <div
            key={name}
            className={styles.row}
            style={{ left: groupWidth, top: rows.tops[position], height: rows.rowHeight - 1, width: labelWidth }}
          >
            {hasBadges && <TierBadge tier={tier} rowHeight={rows.rowHeight} />}
            <span
              className={styles.name}
              title={group && groupWidth === 0 ? `${group} · ${name}` : name}
              dir="auto"
              style={{ fontSize: fontSize(rows.rowHeight) }}
            >
              {name}
            </span>
          </div>
        );
      })}
    </div>
  );
});

/** Of a line of a group's name, in pixels. */
const GROUP_LINE = 14;

/** Texts shrink with rows that the user made lower than this, in pixels. */
const USUAL_ROW = 15;

const fontSize = (rowHeight: number) => (rowHeight < USUAL_ROW ? Math.max(6, rowHeight - 3) : undefined);

function TierBadge({ tier, rowHeight }: { tier: string; rowHeight: number }) {
  const styles = useStyles2(getStyles);
  const byRank = [styles.critical, styles.high, styles.medium, styles.low];
  const rank = tierRank(tier);
  return (
    <span className={styles.badgeCell}>
      {tier && (
        <span
          className={cx(styles.badge, byRank[rank] ?? styles.unknown)}
          style={rowHeight < USUAL_ROW ? { fontSize: rowHeight - 4, lineHeight: `${rowHeight - 4}px` } : undefined}
          title={`Tier ${tier}`}
        >
          {tierBadgeText(tier)}
        </span>
      )}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  group: css({
    position: 'absolute',
    left: 0,
    paddingRight: theme.spacing(1),
    color: theme.colors.text.secondary,
    fontSize: 11,
    lineHeight: `${GROUP_LINE}px`,
    borderRight: `2px solid ${theme.colors.border.medium}`,
  }),
  groupName: css({
    position: 'sticky',
    top: 0,
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    overflow: 'hidden',
    overflowWrap: 'anywhere',
  }),
  row: css({
    position: 'absolute',
    display: 'flex',
    alignItems: 'center',
    paddingInline: theme.spacing(0.75),
    gap: theme.spacing(0.5),
    overflow: 'hidden',
  }),
  name: css({
    ...theme.typography.bodySmall,
    lineHeight: 1.2,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  }),
  badgeCell: css({ flex: `0 0 ${BADGE_WIDTH - 6}px`, overflow: 'hidden', lineHeight: 0 }),
  badge: css({
    display: 'inline-block',
    boxSizing: 'border-box',
    width: '100%',
    overflow: 'hidden',
    paddingInline: 1,
    border: '1px solid transparent',
    borderRadius: theme.shape.radius.sm,
    fontSize: 9,
    lineHeight: '11px',
    fontWeight: theme.typography.fontWeightMedium,
    textAlign: 'center',
    textTransform: 'uppercase',
    whiteSpace: 'nowrap',
  }),
  critical: css({ background: theme.colors.text.primary, color: theme.colors.background.primary }),
  high: css({ borderColor: theme.colors.text.primary, color: theme.colors.text.primary }),
  medium: css({ background: theme.colors.background.secondary, color: theme.colors.text.primary }),
  low: css({ color: theme.colors.text.secondary }),
  unknown: css({ border: `1px dashed ${theme.colors.text.secondary}`, color: theme.colors.text.secondary }),
});
