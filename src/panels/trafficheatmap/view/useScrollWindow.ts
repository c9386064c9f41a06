import { type UIEvent, useCallback, useState } from 'react';

export interface ScrollWindow {
  top: number;
  height: number;
  onScroll: (event: UIEvent<HTMLElement>) => void;
}

/**
 * The part of a scrolling content to draw: what is visible and half a view on either side, so that a redraw is due only
 * every half view and the browser scrolls what is drawn on its own in between.
 */
export function useScrollWindow(viewHeight: number, contentHeight: number): ScrollWindow {
  const stride = Math.max(1, Math.floor(viewHeight / 2));
  const [step, setStep] = useState(0);
  const onScroll = useCallback(
    (event: UIEvent<HTMLElement>) => setStep(Math.floor(event.currentTarget.scrollTop / stride)),
    [stride]
  );
  const lastTop = Math.max(0, contentHeight - viewHeight);
  const top = Math.max(0, Math.min(step * stride, lastTop) - stride);
  const height = Math.max(0, Math.min(contentHeight - top, viewHeight + 3 * stride));
  return { top, height, onScroll };
}
