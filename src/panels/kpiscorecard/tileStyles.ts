import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

import type { Tone } from '../shared/explanation/status';
import { toneColor } from '../shared/explanation/toneColor';

/** Styles of a tile of one tone, in both shapes. */
export function getTileStyles(theme: GrafanaTheme2, tone: Tone) {
  const { colors, spacing, typography, shape } = theme;
  const isCalm = tone === 'calm';
  const clipped = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;
  const readAloudOnly = {
    position: 'absolute',
    width: 1,
    height: 1,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
  } as const;

  return {
    tile: css({
      containerType: 'inline-size',
      display: 'grid',
      columnGap: spacing(1.5),
      width: '100%',
      height: '100%',
      minWidth: 0,
      overflow: 'hidden',
      border: `1px ${isCalm ? 'dashed' : 'solid'} ${isCalm ? colors.border.medium : colors.border.weak}`,
      borderInlineStart: `3px ${isCalm ? 'dashed' : 'solid'} ${toneColor(theme, tone).edge}`,
      borderRadius: shape.radius.default,
      background: isCalm ? 'transparent' : colors.background.secondary,
      color: colors.text.primary,
      fontSize: typography.bodySmall.fontSize,
      lineHeight: 1.3,
      textAlign: 'start',
      fontVariantNumeric: 'tabular-nums',
      cursor: 'pointer',
      '&:hover': { background: colors.action.hover },
      '&:focus-visible': { outline: `2px solid ${colors.primary.border}`, outlineOffset: -2 },
    }),
    tall: css({
      gridTemplateRows: 'repeat(4, auto) minmax(0, 1fr)',
      gridTemplateColumns: 'minmax(0, 1fr)',
      padding: spacing(0.5, 1),
      '@container (max-width: 190px)': { '& [data-word]': readAloudOnly },
    }),
    // Three lines of figures, and the trend beside them; a reason takes all the room that the figures leave.
    wide: css({
      gridTemplateRows: 'repeat(3, auto)',
      gridTemplateColumns: isCalm ? 'minmax(0, max-content) minmax(50%, 1fr)' : 'minmax(0, 2fr) minmax(0, 1fr)',
      alignContent: 'space-between',
      padding: spacing(0.25, 1),
      '& > :last-child': { gridColumn: 2, gridRow: '1 / -1', margin: 0 },
      '@container (max-width: 280px)': { '& [data-word]': readAloudOnly },
    }),
    wideAlone: css({ gridTemplateColumns: 'minmax(0, 1fr)' }),
    line: css({
      display: 'flex',
      alignItems: 'baseline',
      justifyContent: 'space-between',
      gap: spacing(1),
      minWidth: 0,
    }),
    // Of two texts on a line the name gives way first.
    name: css({ ...clipped, flexShrink: 100, fontWeight: typography.fontWeightMedium }),
    value: css({
      ...clipped,
      flexShrink: 0,
      fontSize: typography.h4.fontSize,
      fontWeight: typography.fontWeightMedium,
      color: isCalm ? colors.text.secondary : colors.text.primary,
    }),
    unit: css({ fontSize: typography.bodySmall.fontSize, fontWeight: typography.fontWeightRegular }),
    aside: css({ ...clipped, color: colors.text.secondary }),
    picture: css({
      minHeight: 0,
      marginTop: spacing(0.5),
      overflow: 'hidden',
    }),
    reason: css({
      display: '-webkit-box',
      WebkitBoxOrient: 'vertical',
      WebkitLineClamp: 3,
      alignSelf: 'start',
      overflowWrap: 'anywhere',
      color: colors.text.secondary,
      '&::first-letter': { textTransform: 'uppercase' },
    }),
  };
}
