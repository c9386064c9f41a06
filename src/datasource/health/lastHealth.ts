import { useCallback, useSyncExternalStore } from 'react';

import type { Health } from './health';

// Grafana's settings page shows a test's result as one paragraph and does not hand it to the config editor. Both run
// from this module, so the editor hears of it here and can show every part.

const results = new Map<string, Health>();
const listeners = new Set<() => void>();

/** Makes the outcome of a test known to the config editor of the same data source. */
export function publishHealth(uid: string, health: Health): void {
  results.set(uid, health);
  listeners.forEach((listener) => listener());
}

/** The outcome of the last test of a data source since the page was loaded. */
export function useLastHealth(uid: string): Health | undefined {
  return useSyncExternalStore(
    subscribe,
    useCallback(() => results.get(uid), [uid])
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
