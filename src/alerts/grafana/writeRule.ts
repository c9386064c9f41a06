import type { AlertRule, StoredRule } from '../alertRule';
import { editedByHand } from '../fingerprint';
import { isOwned } from '../identity';
import { createFolder, type Folder, listFolders, removeFolder } from './places';
import { planRule, type RulePlan } from './planRule';
import { createRule, readRule, removeRule, replaceRule } from './rules';
import { AlertingError } from './alertingError';

/** Where a new rule goes: a folder that is there, or one with this title. */
export type FolderChoice = { uid: string } | { title: string };

/** What happened to a rule; what was left alone says why in its action. */
export type WriteResult =
  { action: 'create' | 'update'; rule: StoredRule } | Exclude<RulePlan, { action: 'create' | 'update' }>;

export interface WriteOptions {
  /** Overwrite the rule although somebody edited it: a decision of its own, for a person to make. */
  overwrite?: boolean;
}

/**
 * Makes a rule, or updates it where it is. Its stored form is read right before, so that a rule that somebody edited
 * meanwhile, or that Headroom did not make, is left alone. When the rule cannot be made, a folder made for it goes too.
 *
 * @throws AlertingError
 */
export async function writeRule(
  wanted: AlertRule,
  folder: FolderChoice,
  { overwrite }: WriteOptions = {}
): Promise<WriteResult> {
  const plan = planRule(wanted, await readRule(wanted.uid), overwrite);
  switch (plan.action) {
    case 'create':
      return { action: 'create', rule: await createIn(plan.rule, folder) };
    case 'update':
      return { action: 'update', rule: await replaceRule(plan.rule) };
    default:
      return plan;
  }
}

async function createIn(rule: AlertRule, choice: FolderChoice): Promise<StoredRule> {
  const folders = await listFolders();
  // An administrator could otherwise write into a folder that is not there, and would see the rule nowhere.
  const found = folders.find((folder) => ('uid' in choice ? folder.uid === choice.uid : folder.title === choice.title));
  if (found) {
    return createRule({ ...rule, folderUID: found.uid });
  }
  if ('uid' in choice) {
    throw new AlertingError('folder', `There is no folder ${choice.uid} that you may edit.`);
  }
  const made = await createFolder(choice.title);
  try {
    return await createRule({ ...rule, folderUID: made.uid });
  } catch (error) {
    await takeAway(made);
    throw error;
  }
}

/** Grafana keeps a folder that somebody put something into meanwhile; why the rule was not made matters more. */
async function takeAway(folder: Folder): Promise<void> {
  await removeFolder(folder).catch(() => undefined);
}

/** What happened to a rule that was to be deleted. */
export type DeleteResult = { action: 'deleted' | 'edited' | 'foreign' | 'provisioned' };

/**
 * Deletes a rule of Headroom. It is read right before: one that Headroom did not make stays, and so does one that
 * somebody edited, unless `overwrite` says that a person decided so.
 *
 * @throws AlertingError
 */
export async function deleteRule(uid: string, { overwrite }: WriteOptions = {}): Promise<DeleteResult> {
  const stored = await readRule(uid);
  if (!stored) {
    return { action: 'deleted' };
  }
  if (!isOwned(stored)) {
    return { action: 'foreign' };
  }
  if (stored.provenance) {
    return { action: 'provisioned' };
  }
  if (editedByHand(stored) && !overwrite) {
    return { action: 'edited' };
  }
  await removeRule(stored);
  return { action: 'deleted' };
}
