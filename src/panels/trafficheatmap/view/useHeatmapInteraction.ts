import type { AbsoluteTimeRange } from '@grafana/data';
import { type KeyboardEvent, type PointerEvent, type RefObject, useCallback, useReducer, useRef } from 'react';

import { cellAt, cellOfColumn } from '../layout/columnLayout';
import { rowsBetween } from '../layout/rowLayout';
import { boxOf, cellId, type HeatmapModel, hitTest, placeOf } from './heatmapModel';
import { AT_REST, type Interaction, interactionReducer, type Point } from './interaction';
import { type Place, placeAfterKey } from './keyboard';

interface Surroundings {
  /** What scrolls. */
  scroller: RefObject<HTMLElement | null>;
  /** What is scrolled; the plot starts right of its gutter. */
  content: RefObject<HTMLElement | null>;
  publishTime: (time: number | undefined) => void;
  onChangeTimeRange: (range: AbsoluteTimeRange) => void;
}

/** A pointer that moves this far while pressed selects a stretch of time, in pixels. */
const DRAG_THRESHOLD = 5;

/** A double click shows this many times as much time. */
const ZOOM_OUT = 2;

export interface HeatmapInteraction {
  state: Interaction;
  /** Where the active cell is now. */
  place?: Place;
  close: () => void;
  pointerHandlers: {
    onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    onPointerUp: (event: PointerEvent<HTMLElement>) => void;
    onPointerCancel: () => void;
    onPointerLeave: () => void;
    onDoubleClick: () => void;
  };
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

/** Pointer and keyboard on the cells: hover, pin, select a stretch of time, move from cell to cell. */
export function useHeatmapInteraction(model: HeatmapModel, around: Surroundings): HeatmapInteraction {
  const [state, dispatch] = useReducer(interactionReducer, AT_REST);
  const pressedAt = useRef<number>();
  const { scroller, content, publishTime, onChangeTimeRange } = around;
  const { columns, grid, layout } = model;
  const place = state.active && placeOf(model, state.active);
  const close = useCallback(() => dispatch({ type: 'closed' }), []);

  const plotPoint = ({ clientX, clientY }: PointerEvent<HTMLElement>): Point => {
    const origin = content.current?.getBoundingClientRect();
    return { x: clientX - (origin?.left ?? 0) - layout.gutterWidth, y: clientY - (origin?.top ?? 0) };
  };
  const cellUnder = (event: PointerEvent<HTMLElement>) => {
    const { x, y } = plotPoint(event);
    const under = hitTest(model, x, y);
    return under && cellId(model, under);
  };
  const windowPoint = ({ clientX, clientY }: PointerEvent<HTMLElement>): Point => ({ x: clientX, y: clientY });

  const rest = (type: 'left' | 'selected') => {
    pressedAt.current = undefined;
    publishTime(undefined);
    dispatch({ type });
  };

  const zoomTo = (from: number, to: number) => {
    const first = columns.firstColumn[cellAt(columns, Math.max(0, Math.min(from, to)))];
    const last = cellAt(columns, Math.min(columns.width - 1, Math.max(from, to)));
    const end = (columns.firstColumn[last + 1] ?? 0) - 1;
    // Whole buckets: what is selected is what the next picture shows.
    onChangeTimeRange({ from: grid.columns.starts[first ?? 0] ?? 0, to: grid.columns.ends[end] ?? 0 });
  };

  const pointerHandlers: HeatmapInteraction['pointerHandlers'] = {
    onPointerDown(event) {
      const { x } = plotPoint(event);
      if (event.button === 0 && event.pointerType !== 'touch' && x >= 0 && x < columns.width) {
        pressedAt.current = x;
      }
    },
    onPointerMove(event) {
      const { x } = plotPoint(event);
      const from = pressedAt.current;
      if (from !== undefined && (state.selection || Math.abs(x - from) >= DRAG_THRESHOLD)) {
        event.currentTarget.setPointerCapture?.(event.pointerId);
        dispatch({ type: 'selecting', from, to: Math.max(0, Math.min(columns.width, x)) });
        return;
      }
      const cell = cellUnder(event);
      publishTime(cell?.time);
      dispatch({ type: 'hovered', cell, anchor: windowPoint(event) });
    },
    onPointerUp(event) {
      pressedAt.current = undefined;
      if (state.selection) {
        const { from, to } = state.selection;
        rest('selected');
        zoomTo(from, to);
      } else if (event.button === 0) {
        dispatch({ type: 'clicked', cell: cellUnder(event), anchor: windowPoint(event) });
      }
    },
    onPointerCancel: () => rest('selected'),
    onPointerLeave: () => rest(state.selection ? 'selected' : 'left'),
    onDoubleClick() {
      const { from, to } = grid.columns.range;
      const margin = ((to - from) * (ZOOM_OUT - 1)) / 2;
      dispatch({ type: 'selected' });
      onChangeTimeRange({ from: from - margin, to: to + margin });
    },
  };

  const moveTo = (next: Place) => {
    const cell = cellId(model, next);
    const box = boxOf(model, next);
    publishTime(cell.time);
    showRow(scroller.current, box);
    const origin = content.current?.getBoundingClientRect();
    const x = (origin?.left ?? 0) + layout.gutterWidth + box.left + box.width / 2;
    dispatch({ type: 'moved', cell, anchor: { x, y: (origin?.top ?? 0) + box.top + box.height / 2 } });
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape' && (state.isPinned || state.active)) {
      event.stopPropagation();
      publishTime(undefined);
      close();
      return;
    }
    if ((event.key === 'Enter' || event.key === ' ') && place) {
      event.preventDefault();
      dispatch({ type: 'pinned' });
      return;
    }
    const from = place ?? startingPlace(model, scroller.current);
    const page = Math.max(1, Math.floor(layout.bodyHeight / layout.rows.rowHeight) - 1);
    const next = placeAfterKey(event, from, { positions: layout.rows.rows.length, cells: columns.count, page });
    if (next) {
      event.preventDefault();
      moveTo(place ? next : from);
    }
  };

  return { state, place, close, pointerHandlers, onKeyDown };
}

/** The newest cell of the first row in sight. */
function startingPlace(model: HeatmapModel, scroller: HTMLElement | null): Place {
  const cell = cellOfColumn(model.columns, model.grid.columns.stamped.lastIndexOf(1));
  return { position: rowsBetween(model.layout.rows, scroller?.scrollTop ?? 0, Infinity).first, cell };
}

/** Scrolls no farther than needed. */
function showRow(scroller: HTMLElement | null, { top, height }: { top: number; height: number }): void {
  if (!scroller) {
    return;
  }
  if (top < scroller.scrollTop) {
    scroller.scrollTop = top;
  } else if (top + height > scroller.scrollTop + scroller.clientHeight) {
    scroller.scrollTop = top + height - scroller.clientHeight;
  }
}
