import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { memo, type CSSProperties } from 'react';

import { LEGEND_HEIGHT } from '../layout/panelLayout';
import type { LegendItem, Look } from '../scale/look';
import { fittingTicks, legendDetail, RAMP_WIDTH, swatchWidth } from './legendDetail';

interface Props {
  items: LegendItem[];
  /** What the colours are about. */
  title: string;
  width: number;
}

/** What the looks of cells mean. */
export const Legend = memo(function Legend({ items, title, width }: Props) {
  const styles = useStyles2(getStyles);
  const { hasTitle, hasRanges } = legendDetail(items, title, width);

  return (
    <ul className={styles.legend} aria-label="Legend">
      {hasTitle && <li className={styles.title}>{title}</li>}
      {items.map(({ label, range, looks, ticks }) => (
        <li key={label} className={styles.item} title={range ? `${label}: ${range}` : label}>
          {ticks ? <TickedRamp looks={looks} ticks={ticks} /> : <Swatches looks={looks} />}
          {label && <span>{label}</span>}
          {range && hasRanges && <span className={styles.range}>{range}</span>}
        </li>
      ))}
    </ul>
  );
});

function Swatches({ looks }: Pick<LegendItem, 'looks'>) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.swatches} aria-hidden="true">
      {looks.map((look, index) => (
        <span key={index} style={{ ...swatchStyle(look), width: swatchWidth(looks) }} />
      ))}
    </span>
  );
}

function TickedRamp({ looks, ticks = [] }: Pick<LegendItem, 'looks' | 'ticks'>) {
  const styles = useStyles2(getStyles);
  const colors = looks.map(({ fill }) => fill).join(', ');
  return (
    <span className={styles.ramp}>
      <span className={styles.rampBar} style={{ background: `linear-gradient(to right, ${colors})` }} />
      {fittingTicks(ticks).map(({ at, text }) => (
        <span key={at} className={styles.tick} style={{ left: `${at * 100}%`, transform: `translateX(${-at * 100}%)` }}>
          {text}
        </span>
      ))}
    </span>
  );
}

/** A look as the canvas paints it. */
function swatchStyle({ fill, edge, texture, ink }: Look): CSSProperties {
  const color = ink ?? fill;
  const textures: Record<NonNullable<Look['texture']>, string> = {
    hatch: `repeating-linear-gradient(-45deg, ${color} 0 1px, transparent 1px 4px)`,
    dots: `radial-gradient(circle, ${color} 1px, transparent 1px) 0 0 / 5px 5px`,
    midline: `linear-gradient(${color}, ${color}) 0 50% / 100% 1px no-repeat`,
  };
  return {
    background: texture ? `${textures[texture]}, ${fill}` : fill,
    borderTop: edge?.side === 'top' ? `3px solid ${edge.color}` : undefined,
    borderBottom: edge?.side === 'bottom' ? `3px solid ${edge.color}` : undefined,
  };
}

const getStyles = (theme: GrafanaTheme2) => ({
  legend: css({
    display: 'flex',
    flex: 'none',
    alignItems: 'flex-end',
    gap: theme.spacing(2),
    height: LEGEND_HEIGHT,
    overflow: 'hidden',
    listStyle: 'none',
    color: theme.colors.text.primary,
    fontSize: 11,
    lineHeight: '14px',
    whiteSpace: 'nowrap',
  }),
  title: css({ color: theme.colors.text.secondary }),
  item: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.5) }),
  range: css({ color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' }),
  swatches: css({
    display: 'flex',
    height: 12,
    '& > span': { boxSizing: 'border-box', height: '100%' },
  }),
  ramp: css({ position: 'relative', width: RAMP_WIDTH, height: LEGEND_HEIGHT - 2 }),
  rampBar: css({ position: 'absolute', insetInline: 0, top: 2, height: 4, borderRadius: theme.shape.radius.default }),
  tick: css({ position: 'absolute', bottom: -2, fontVariantNumeric: 'tabular-nums' }),
});
