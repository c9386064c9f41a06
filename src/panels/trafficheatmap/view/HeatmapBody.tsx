import { css } from '@emotion/css';
import type { AbsoluteTimeRange, EventBus, GrafanaTheme2 } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import { useStyles2 } from '@grafana/ui';
import { type RefObject, useEffect, useId, useRef } from 'react';

import { cellFacts, cellLinks, cellSentence } from '../facts/cellFacts';
import { rowsBetween } from '../layout/rowLayout';
import { CellCanvas } from './CellCanvas';
import { CellOverlay } from './CellOverlay';
import { CellTooltip } from './CellTooltip';
import { cellPlace, type HeatmapModel } from './heatmapModel';
import { RowLabels } from './RowLabels';
import { useHeatmapInteraction } from './useHeatmapInteraction';
import { useScrollWindow } from './useScrollWindow';
import { useSharedCrosshair } from './useSharedCrosshair';

interface Props {
  model: HeatmapModel;
  timeZone: TimeZone;
  eventBus: EventBus;
  onChangeTimeRange: (range: AbsoluteTimeRange) => void;
  pixelRatio: number;
}

/** The rows, which scroll, and what people do with them. */
export function HeatmapBody({ model, timeZone, eventBus, onChangeTimeRange, pixelRatio }: Props) {
  const styles = useStyles2(getStyles);
  const hintId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const { layout } = model;
  const { top, height, onScroll } = useScrollWindow(layout.bodyHeight, layout.rows.height);
  const { first, end } = rowsBetween(layout.rows, top, top + height);
  const crosshair = useSharedCrosshair(eventBus);
  const { state, place, close, pointerHandlers, onKeyDown } = useHeatmapInteraction(model, {
    scroller,
    content,
    publishTime: crosshair.publish,
    onChangeTimeRange,
  });
  useClosingClick(state.isPinned, scroller, close);

  const cell = place && cellPlace(model, place);
  const facts = cell && cellFacts(model.grid, cell, timeZone);
  const closeAndReturn = () => {
    close();
    scroller.current?.focus();
  };

  return (
    <>
      {/* Arrow keys move over cells, which are drawn and not elements; the table beside has them for screen readers. */}
      <div
        ref={scroller}
        className={styles.scroller}
        style={{ height: layout.bodyHeight, overflowY: layout.isScrolling ? 'auto' : 'hidden' }}
        role="application"
        aria-roledescription="heatmap"
        aria-label={`${layout.rows.rows.length} rows over time`}
        aria-describedby={hintId}
        tabIndex={0}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
      >
        <div ref={content} className={styles.content} style={{ height: layout.rows.height }} {...pointerHandlers}>
          <CellCanvas model={model} window={{ first, end }} top={top} height={height} pixelRatio={pixelRatio} />
          <RowLabels model={model} window={{ first, end }} />
          <CellOverlay model={model} place={place} selection={state.selection} sharedTime={crosshair.time} />
        </div>
      </div>
      <p id={hintId} className={styles.hidden}>
        Arrow keys move from cell to cell, Enter keeps the details of one open, Escape closes them.
      </p>
      <div className={styles.hidden} aria-live="polite">
        {facts && state.isByKeyboard && cellSentence(facts)}
      </div>
      {place && cell && facts && (
        <CellTooltip
          facts={facts}
          anchor={state.anchor}
          isPinned={state.isPinned}
          takesFocus={state.isByKeyboard}
          links={state.isPinned ? cellLinks(model.grid, cell.row, cell.column) : []}
          onClose={closeAndReturn}
        />
      )}
    </>
  );
}

/** A click outside closes what is pinned; one on the cells pins another, and one in the tooltip is for its links. */
function useClosingClick(isPinned: boolean, scroller: RefObject<HTMLElement | null>, close: () => void) {
  useEffect(() => {
    if (!isPinned) {
      return undefined;
    }
    const onPointerDown = ({ target }: PointerEvent) => {
      const isElement = target instanceof Element;
      const isInside = isElement && (scroller.current?.contains(target) || target.closest('[role="dialog"]'));
      if (!isInside) {
        close();
      }
    };
    document.addEventListener('pointerdown', onPointerDown);
    return () => document.removeEventListener('pointerdown', onPointerDown);
  }, [isPinned, scroller, close]);
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroller: css({
    position: 'relative',
    flex: 'none',
    overflowX: 'hidden',
    scrollbarWidth: 'thin',
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.border}`, outlineOffset: -2 },
  }),
  content: css({
    position: 'relative',
    overflow: 'hidden',
    cursor: 'crosshair',
    userSelect: 'none',
    touchAction: 'pan-y',
  }),
  hidden: css({
    position: 'absolute',
    width: 1,
    height: 1,
    margin: 0,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
  }),
});
