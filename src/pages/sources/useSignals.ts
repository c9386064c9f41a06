import { getBackendSrv } from '@grafana/runtime';
import { useCallback, useEffect, useState } from 'react';

import { failureReason } from '../failureReason';

/** What stands for a signal and why, as `GET signals` answers it. */
export interface SignalMapping {
  signal: string;
  /** Missing when nothing stands for the signal. */
  source?: string;
  metric?: string;
  expr?: string;
  sql?: string;
  selector?: string;
  why: string;
  candidates?: Array<{ metric: string; found: boolean }>;
}

interface Signals {
  /** Those read last stay while others are read. */
  signals: SignalMapping[];
  error?: string;
  isLoading: boolean;
  /** Has the data source look for its signals anew instead of answering what it found before. */
  lookAgain: () => Promise<void>;
}

/** Reads the signals of a data source. */
export function useSignals(uid: string): Signals {
  const [state, setState] = useState<Omit<Signals, 'lookAgain'>>({ signals: [], isLoading: true });
  const read = useCallback(
    async (params?: object) => {
      const url = `/api/datasources/uid/${uid}/resources/signals`;
      try {
        const signals = await getBackendSrv().get<SignalMapping[]>(url, params, undefined, { showErrorAlert: false });
        setState({ signals, isLoading: false });
      } catch (error) {
        setState(({ signals }) => ({ signals, error: failureReason(error), isLoading: false }));
      }
    },
    [uid]
  );
  useEffect(() => {
    if (uid) {
      void read();
    }
  }, [uid, read]);

  return {
    ...state,
    lookAgain: () => {
      setState((before) => ({ ...before, isLoading: true }));
      return read({ refresh: true });
    },
  };
}
