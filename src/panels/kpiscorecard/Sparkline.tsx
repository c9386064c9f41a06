import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useMemo } from 'react';

import type { KpiTrend } from '../shared/explanation/kpi';
import { sparklineShape } from './sparkline';

interface Props {
  trend: KpiTrend;
  target: number | null;
}

/** A trend with its target as a dashed line, filling its parent. It shows the shape; the figures are in words beside it. */
export function Sparkline({ trend, target }: Props) {
  const styles = useStyles2(getStyles);
  const shape = useMemo(() => sparklineShape(trend, target), [trend, target]);
  if (!shape) {
    return null;
  }

  return (
    <svg className={styles.picture} viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden>
      {shape.targetY !== undefined && (
        <line className={styles.target} x1={0} x2={100} y1={shape.targetY} y2={shape.targetY} />
      )}
      <path className={styles.line} d={shape.path} />
    </svg>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const stroke = { fill: 'none', vectorEffect: 'non-scaling-stroke' } as const;
  return {
    picture: css({ display: 'block', width: '100%', height: '100%' }),
    line: css({
      ...stroke,
      stroke: theme.colors.primary.main,
      strokeWidth: 1.5,
      // Round ends give a lone point between two gaps a size.
      strokeLinecap: 'round',
      strokeLinejoin: 'round',
    }),
    target: css({ ...stroke, stroke: theme.colors.text.secondary, strokeWidth: 1, strokeDasharray: '3 3' }),
  };
};
