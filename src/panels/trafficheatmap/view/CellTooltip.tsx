import { css, cx } from '@emotion/css';
import type { GrafanaTheme2, LinkModel } from '@grafana/data';
import { DataLinkButton, Icon, type IconName, IconButton, Portal, useStyles2 } from '@grafana/ui';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from 'react';

import type { CellFacts } from '../facts/cellFacts';
import type { Side } from '../facts/standing';
import type { Point } from './interaction';
import { tooltipPosition } from './tooltipPosition';

interface Props {
  facts: CellFacts;
  /** In the window, in pixels. */
  anchor: Point;
  isPinned: boolean;
  /** Whether to take the keyboard's focus, which a tooltip pinned by a pointer leaves where it is. */
  takesFocus: boolean;
  links: LinkModel[];
  onClose: () => void;
}

/** The facts about a cell; pinned, with its links. */
export function CellTooltip({ facts, anchor, isPinned, takesFocus, links, onClose }: Props) {
  const styles = useStyles2(getStyles);
  const box = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    if (box.current) {
      const { x, y } = tooltipPosition(anchor, box.current.getBoundingClientRect(), {
        width: window.innerWidth,
        height: window.innerHeight,
      });
      box.current.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
    }
  });

  useEffect(() => {
    if (isPinned && takesFocus) {
      box.current?.querySelector<HTMLElement>('a, button')?.focus();
    }
  }, [isPinned, takesFocus]);

  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onClose();
    }
  };

  return (
    <Portal>
      <div
        ref={box}
        className={cx(styles.tooltip, isPinned && styles.pinned)}
        role={isPinned ? 'dialog' : undefined}
        aria-label={isPinned ? `${facts.name}, ${facts.bucket}` : undefined}
        aria-hidden={!isPinned}
        onKeyDown={closeOnEscape}
      >
        <Heading facts={facts} isPinned={isPinned} onClose={onClose} />
        <Rows facts={facts} />
        {isPinned && links.length > 0 && <Links links={links} />}
        {!isPinned && <div className={styles.hint}>Click or press Enter to keep this open</div>}
      </div>
    </Portal>
  );
}

function Heading({ facts, isPinned, onClose }: Pick<Props, 'facts' | 'isPinned' | 'onClose'>) {
  const styles = useStyles2(getStyles);
  const place = [facts.tier && `${facts.tier} tier`, facts.group].filter(Boolean).join(' · ');
  return (
    <div className={styles.heading}>
      <div>
        <div className={styles.name} dir="auto">
          {facts.name}
        </div>
        {place && <div className={styles.secondary}>{place}</div>}
        <div className={styles.secondary}>{facts.bucket}</div>
      </div>
      {isPinned && <IconButton name="times" aria-label="Close" onClick={onClose} />}
    </div>
  );
}

const SIDE_ICONS: Record<Side, IconName> = { below: 'arrow-down', within: 'check', above: 'arrow-up' };

function Rows({ facts }: Pick<Props, 'facts'>) {
  const styles = useStyles2(getStyles);
  return (
    <dl className={styles.rows}>
      <dt>{facts.measure}</dt>
      <dd>
        <strong>{facts.value}</strong>
        {facts.exact && <span className={styles.secondary}> {facts.exact}</span>}
      </dd>
      {facts.expected && (
        <>
          <dt>Expected</dt>
          <dd>{facts.expected}</dd>
        </>
      )}
      {facts.standing && (
        <>
          <dt>Position</dt>
          <dd>
            <Icon name={SIDE_ICONS[facts.standing.side]} size="sm" /> {facts.standing.text}
          </dd>
        </>
      )}
      {facts.isUnknown && (
        <>
          <dt>Why</dt>
          <dd>No measurement in this bucket, which is not the same as zero</dd>
        </>
      )}
      <dt>Coverage</dt>
      <dd>{facts.coverage} of the time range</dd>
      {facts.sharing && (
        <>
          <dt>Shown</dt>
          <dd>{facts.sharing}</dd>
        </>
      )}
    </dl>
  );
}

function Links({ links }: Pick<Props, 'links'>) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.links}>
      {links.map((link, index) => (
        <DataLinkButton key={index} link={link} buttonProps={{ size: 'sm', variant: 'secondary', fill: 'outline' }} />
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  tooltip: css({
    ...theme.typography.bodySmall,
    position: 'fixed',
    top: 0,
    left: 0,
    zIndex: theme.zIndex.tooltip,
    width: 'max-content',
    maxWidth: `min(440px, calc(100vw - ${theme.spacing(2)}))`,
    maxHeight: `calc(100vh - ${theme.spacing(2)})`,
    padding: theme.spacing(1),
    overflow: 'auto',
    background: theme.colors.background.elevated,
    color: theme.colors.text.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    boxShadow: theme.shadows.z2,
    pointerEvents: 'none',
  }),
  pinned: css({ pointerEvents: 'auto', borderColor: theme.colors.border.strong, boxShadow: theme.shadows.z3 }),
  heading: css({ display: 'flex', justifyContent: 'space-between', gap: theme.spacing(1) }),
  name: css({ fontWeight: theme.typography.fontWeightMedium, overflowWrap: 'anywhere' }),
  secondary: css({ color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' }),
  rows: css({
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    columnGap: theme.spacing(1.5),
    margin: theme.spacing(0.75, 0, 0),
    fontVariantNumeric: 'tabular-nums',
    '& dt': { color: theme.colors.text.secondary, fontWeight: 'inherit' },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  }),
  links: css({
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: theme.spacing(0.5),
    marginTop: theme.spacing(1),
    paddingTop: theme.spacing(1),
    borderTop: `1px solid ${theme.colors.border.weak}`,
  }),
  hint: css({ marginTop: theme.spacing(0.5), color: theme.colors.text.disabled }),
});
