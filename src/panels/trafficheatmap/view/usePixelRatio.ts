import { useEffect, useState } from 'react';

/** Device pixels per CSS pixel, also after the window moved to another screen or was zoomed. */
export function usePixelRatio(): number {
  const [ratio, setRatio] = useState(() => window.devicePixelRatio || 1);
  useEffect(() => {
    const query = window.matchMedia?.(`(resolution: ${ratio}dppx)`);
    const update = () => setRatio(window.devicePixelRatio || 1);
    query?.addEventListener?.('change', update);
    return () => query?.removeEventListener?.('change', update);
  }, [ratio]);
  return ratio;
}
