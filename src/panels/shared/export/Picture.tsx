import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2, type TimeRange, timeZoneAbbrevation } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import { Portal, useStyles2 } from '@grafana/ui';
import { type ReactNode, useEffect, useRef } from 'react';

interface Props {
  title: string;
  timeRange: TimeRange;
  timeZone: TimeZone;
  children: ReactNode;
  /** Takes the picture, or the reason why there is none. Another function draws anew. */
  onDrawn: (picture: Promise<Blob>) => void;
}

/** Draws its children, under the title and the time range, out of sight, and hands over the picture of them. */
export function Picture({ title, timeRange, timeZone, children, onDrawn }: Props) {
  const styles = useStyles2(getStyles);
  const element = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let isWanted = true;
    const picture = element.current ? draw(element.current) : Promise.reject(new Error('nothing to draw'));
    // A panel that is gone by then saves nothing.
    const hand = () => isWanted && onDrawn(picture);
    picture.then(hand, hand);
    return () => {
      isWanted = false;
    };
  }, [onDrawn]);

  return (
    <Portal>
      <div className={styles.outOfSight} aria-hidden ref={withoutFocus}>
        <div ref={element} className={styles.picture}>
          <div className={styles.head}>
            <span className={styles.title} dir="auto">
              {title}
            </span>
            <span>{rangeText(timeRange, timeZone)}</span>
          </div>
          {children}
        </div>
      </div>
    </Portal>
  );
}

async function draw(element: HTMLElement): Promise<Blob> {
  const { drawPicture } = await import(/* webpackChunkName: "picture" */ './drawPicture');
  return drawPicture(element);
}

/** Its buttons are drawn, and not there to be pressed; React knows no such attribute yet. */
const withoutFocus = (element: HTMLElement | null) => element?.setAttribute('inert', '');

const MINUTE = 'YYYY-MM-DD HH:mm';

function rangeText({ from, to }: TimeRange, timeZone: TimeZone): string {
  const text = (time: TimeRange['from'], format: string) => dateTimeFormat(time, { timeZone, format });
  const zone = timeZoneAbbrevation(to, { timeZone }) || `UTC${text(to, 'Z')}`;
  return `${text(from, MINUTE)} – ${text(to, MINUTE)} ${zone}`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  outOfSight: css({ position: 'fixed', top: 0, left: 0, transform: 'translateX(-100%)', pointerEvents: 'none' }),
  picture: css({
    width: 'max-content',
    padding: theme.spacing(1.5),
    background: theme.colors.background.primary,
    color: theme.colors.text.primary,
  }),
  head: css({
    display: 'flex',
    alignItems: 'baseline',
    justifyContent: 'space-between',
    gap: theme.spacing(2),
    marginBottom: theme.spacing(1),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
  }),
  title: css({
    color: theme.colors.text.primary,
    fontSize: theme.typography.h6.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
  }),
});
