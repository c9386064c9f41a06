import { useState } from 'react';

import type { AlertRule } from '../../alerts/alertRule';
import {
  deleteRule,
  type DeleteResult,
  type FolderChoice,
  type WriteResult,
  writeRule,
} from '../../alerts/grafana/writeRule';
import { withCure } from './withCure';

/** What came of writing or deleting a rule, where it was not done. */
export type Outcome =
  | { state: 'writing' | Exclude<WriteResult['action'], 'create' | 'update' | 'edited'> }
  /** Somebody edited the rule; `again` is what a person may decide to do nevertheless. */
  | { state: 'edited'; again: 'write' | 'delete' }
  | { state: 'failed'; reason: string };

/** Writes and deletes a rule; `onDone` follows when that was done. */
export function useRuleWriting(onDone: () => void) {
  const [outcome, setOutcome] = useState<Outcome>();

  const attempt = async (again: 'write' | 'delete', act: () => Promise<WriteResult | DeleteResult>) => {
    setOutcome({ state: 'writing' });
    try {
      const { action } = await act();
      if (action === 'create' || action === 'update' || action === 'deleted') {
        onDone();
      } else {
        setOutcome(action === 'edited' ? { state: action, again } : { state: action });
      }
    } catch (error) {
      setOutcome({ state: 'failed', reason: withCure(error) });
    }
  };

  return {
    outcome,
    forget: () => setOutcome(undefined),
    write: (rule: AlertRule, folder: FolderChoice, overwrite: boolean) =>
      attempt('write', () => writeRule(rule, folder, { overwrite })),
    remove: (uid: string, overwrite: boolean) => attempt('delete', () => deleteRule(uid, { overwrite })),
  };
}
