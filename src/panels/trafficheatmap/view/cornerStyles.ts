import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

import { HEADER_HEIGHT } from '../layout/panelLayout';

/** Styles of what stands above the names: it has the height of a row. */
export function getCornerStyles({ colors, components, shape, spacing }: GrafanaTheme2) {
  return {
    corner: css({
      display: 'flex',
      flex: 'none',
      alignItems: 'center',
      gap: spacing(1),
      paddingInline: spacing(0.25, 1),
    }),
    sort: css({
      display: 'flex',
      alignItems: 'center',
      gap: spacing(0.5),
      minWidth: 0,
      margin: 0,
      color: colors.text.secondary,
    }),
    input: css({
      flex: '1 1 auto',
      minWidth: 0,
      maxWidth: spacing(20),
      height: HEADER_HEIGHT - 2,
      padding: spacing(0, 0.75),
      background: components.input.background,
      color: components.input.text,
      border: `1px solid ${components.input.borderColor}`,
      borderRadius: shape.radius.default,
      fontSize: 11,
      '&::placeholder': { color: colors.text.secondary, opacity: 1 },
      '&:focus-visible': { outline: `2px solid ${colors.primary.border}`, outlineOffset: -1 },
    }),
  };
}
