import type { AlertRule, StoredRule } from '../alertRule';
import { FINGERPRINT_ANNOTATION, editedByHand } from '../fingerprint';
import { isOwned } from '../identity';

/** What is to be done so that a wanted rule is there. */
export type RulePlan =
  | { action: 'create'; rule: AlertRule }
  | { action: 'update'; rule: AlertRule }
  | { action: 'unchanged'; stored: StoredRule }
  /** Somebody changed what the rule says: it is left alone, unless a person decides to overwrite it. */
  | { action: 'edited'; stored: StoredRule }
  /** A rule that Headroom did not make has this uid. */
  | { action: 'foreign'; stored: StoredRule }
  /** The rule comes from a file or a similar source, and can only be changed there. */
  | { action: 'provisioned'; stored: StoredRule };

/**
 * Holds the rule that a person wants against what is stored under its uid. An update keeps what people may change of a
 * rule without editing what it says: its folder, its group and whether it is paused.
 */
export function planRule(wanted: AlertRule, stored: StoredRule | undefined, overwrite = false): RulePlan {
  if (!stored) {
    return { action: 'create', rule: wanted };
  }
  if (!isOwned(stored)) {
    return { action: 'foreign', stored };
  }
  if (stored.provenance) {
    return { action: 'provisioned', stored };
  }
  const isEdited = editedByHand(stored);
  if (isEdited && !overwrite) {
    return { action: 'edited', stored };
  }
  const isSame = stored.annotations?.[FINGERPRINT_ANNOTATION] === wanted.annotations[FINGERPRINT_ANNOTATION];
  if (!isEdited && isSame) {
    return { action: 'unchanged', stored };
  }
  const { folderUID, ruleGroup, isPaused } = stored;
  return { action: 'update', rule: { ...wanted, folderUID, ruleGroup, isPaused } };
}
