import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

/** Rows low enough that the card's six and the present one fit a panel of eight grid rows. */
const ROW_HEIGHT = 24;

/** Styles of the table and its parts. */
export function getTableStyles(theme: GrafanaTheme2) {
  const { colors, spacing, typography, shape } = theme;
  const focus = { '&:focus-visible': { outline: `2px solid ${colors.primary.border}`, outlineOffset: -2 } };
  const background = colors.background.primary;

  return {
    panel: css({ display: 'flex', flexDirection: 'column', height: '100%' }),
    toolbar: css({ display: 'flex', flexShrink: 0, alignItems: 'center', justifyContent: 'flex-end', gap: spacing(1) }),
    legend: css({ marginInlineEnd: 'auto', color: colors.text.secondary, fontSize: typography.bodySmall.fontSize }),
    // The toolbar follows the last row, wherever that is.
    scroll: css({ flex: '0 1 auto', minHeight: 0, overflow: 'auto', ...focus }),
    table: css({
      width: '100%',
      borderCollapse: 'separate',
      borderSpacing: 0,
      fontVariantNumeric: 'tabular-nums',
      'th, td': {
        height: ROW_HEIGHT,
        padding: spacing(0, 1),
        borderBottom: `1px solid ${colors.border.weak}`,
        textAlign: 'end',
        whiteSpace: 'nowrap',
      },
      'thead th': { position: 'sticky', top: 0, zIndex: 1, background },
      'tr > :first-child': { position: 'sticky', insetInlineStart: 0, background },
      'thead th:first-child': { zIndex: 2 },
      'tbody tr:hover > *': { background: colors.background.secondary },
    }),
    current: css({
      '& > *, &:hover > *': { background: `${colors.background.secondary} !important` },
      '& > :first-child': { boxShadow: `inset 3px 0 ${colors.primary.main}` },
    }),
    extrapolated: css({ 'td, th': { borderBottomStyle: 'dashed', fontStyle: 'italic' } }),
    sort: css({
      display: 'inline-flex',
      alignItems: 'center',
      gap: spacing(0.5),
      maxWidth: '100%',
      height: ROW_HEIGHT,
      padding: 0,
      border: 'none',
      background: 'transparent',
      color: colors.text.secondary,
      fontSize: typography.bodySmall.fontSize,
      fontWeight: typography.fontWeightMedium,
      cursor: 'pointer',
      '&:hover': { color: colors.text.primary },
      ...focus,
    }),
    title: css({ maxWidth: spacing(25), overflow: 'hidden', textOverflow: 'ellipsis' }),
    tenants: css({ fontWeight: typography.fontWeightMedium }),
    badge: css({
      marginInlineEnd: spacing(1),
      padding: spacing(0, 0.75),
      borderRadius: shape.radius.pill,
      background: colors.primary.transparent,
      color: colors.text.primary,
      fontSize: typography.bodySmall.fontSize,
    }),
    // As wide as its cell, so that the whole cell shows the tooltip.
    hover: css({ display: 'block' }),
    mark: css({ marginInlineEnd: spacing(0.5), color: colors.text.secondary }),
    unknown: css({ color: colors.text.secondary, fontStyle: 'italic' }),
    note: css({ margin: spacing(1, 0, 0), color: colors.text.secondary }),
  };
}
