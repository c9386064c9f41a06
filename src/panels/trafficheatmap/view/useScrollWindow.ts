import { type UIEvent, useCallback, useState } from 'react';

export interface ScrollWindow {
  top: number;
  height: number;
  onScroll: (event: UIEvent<HTMLElement>) => void;
}

/** A redraw is due after scrolling this share of the view; as much is drawn ahead on either side. */
const STRIDE_SHARE = 0.25;

/**
 * The part of a scrolling content to draw: what is visible and a stride on either side, so that the browser scrolls what
 * is drawn on its own until the next stride.
 */
export function useScrollWindow(viewHeight: number, contentHeight: number): ScrollWindow {
  const stride = Math.max(1, Math.floor(viewHeight * STRIDE_SHARE));
  const [step, setStep] = useState(0);
  const onScroll = useCallback(
    (event: UIEvent<HTMLElement>) => setStep(Math.floor(event.currentTarget.scrollTop / stride)),
    [stride]
  );
  const lastTop = Math.max(0, contentHeight - viewHeight);
  const stepTop = Math.min(step * stride, lastTop);
  const top = Math.max(0, stepTop - stride);
  const bottom = Math.min(contentHeight, stepTop + viewHeight + 2 * stride);
  return { top, height: Math.max(0, bottom - top), onScroll };
}
