import type { AlertRule } from '../../alerts/alertRule';
import { buildRule } from '../../alerts/buildRule';
import { defaultParameters } from '../../alerts/defaults';
import { durationSeconds } from '../../alerts/duration';
import type { FolderChoice } from '../../alerts/grafana/writeRule';
import { teamGroup } from '../../alerts/grafana/teamGroup';
import type { RuleKind } from '../../alerts/kinds/RuleKind';
import type { RuleParameters, Scope } from '../../alerts/parameters';
import type { Profile } from '../../alerts/profile';
import { parametersOf, placementOf } from '../../alerts/readRule';
import type { Picked, ScopeTexts } from './pickedInAddress';

/** What a person typed of a rule: texts as they stand in the fields. */
export interface RuleDraft {
  /** In the kind's own unit; empty for the kinds that have no bound. */
  limit: string;
  for: string;
  /** Empty for the profile's. */
  window: string;
  /** Lists as names with commas between them. */
  scope: ScopeTexts;
  severity: string;
  runbookUrl: string;
  team: string;
  /** Empty for the team's own. */
  group: string;
  /** uid of the folder, or `NEW_FOLDER`. */
  folder: string;
  newFolder: string;
  /** Empty where the notification policies choose. */
  contactPoint: string;
}

/** The choice of a folder that is to be made. No uid of Grafana's begins with a space. */
export const NEW_FOLDER = ' new';

const FOLDER = 'Headroom';

/** Digits in which a bound stands in its field; more would print the rounding of its unit. */
const LIMIT_DIGITS = 12;

/** Parts of a scope that are lists in queries. */
const LISTS: ReadonlySet<keyof Scope> = new Set(['tables', 'tiers', 'signals']);

/** What the form shows first: the rule that is there, or the one that Headroom proposes. */
export function draftOf(kind: RuleKind, profile: Profile, { existing, scope }: Omit<Picked, 'kind'> = {}): RuleDraft {
  const parameters = existing ? parametersOf(kind, existing.rule) : defaultParameters(kind, profile);
  const placement = existing && placementOf(kind, existing.rule);
  const { limit = kind.limit?.fromProfile(profile) } = parameters;
  return {
    limit:
      kind.limit && limit !== undefined ? String(Number((limit / kind.limit.scale).toPrecision(LIMIT_DIGITS))) : '',
    for: parameters.for,
    window: parameters.window ?? '',
    scope: Object.fromEntries(
      kind.scopes.map((part) => [part, scope ? (scope[part] ?? '') : [parameters.scope[part] ?? []].flat().join(', ')])
    ),
    severity: parameters.severity,
    runbookUrl: parameters.runbookUrl ?? '',
    team: placement?.team ?? '',
    group: placement?.group ?? '',
    folder: placement?.folderUid ?? '',
    newFolder: FOLDER,
    contactPoint: placement?.contactPoint ?? '',
  };
}

/** Why a draft cannot be a rule yet, by field; empty when it can. */
export type DraftErrors = Partial<Record<keyof RuleDraft, string>>;

export function draftErrors(kind: RuleKind, draft: RuleDraft): DraftErrors {
  const limit = limitOf(kind, draft);
  const all: Array<[keyof RuleDraft, string | false | undefined]> = [
    [
      'limit',
      kind.limit &&
        (limit === undefined || Number.isNaN(limit) ? 'Type a number, such as 1.5.' : kind.limit.refuse(limit)),
    ],
    ['for', durationSeconds(draft.for) === undefined && 'Type a duration, such as 5m or 1h30m.'],
    [
      'window',
      draft.window !== '' && !durationSeconds(draft.window) && 'Type a duration, such as 30d, or leave it empty.',
    ],
    ['severity', draft.severity.trim() === '' && 'Type a severity: notification policies go by it.'],
    ['folder', draft.folder === '' && 'Choose the folder that the rule goes into, or make a new one.'],
    ['newFolder', draft.folder === NEW_FOLDER && draft.newFolder.trim() === '' && 'Name the folder.'],
  ];
  return Object.fromEntries(all.filter(([, reason]) => reason));
}

/** What decides when a rule fires; the rest says whose it is, where it is and who is told. */
const CONDITION: ReadonlyArray<keyof RuleDraft> = ['limit', 'for', 'window'];

/** Whether a draft says when its rule fires, though it may not say yet where it goes. */
export const saysWhen = (errors: DraftErrors) => !CONDITION.some((field) => field in errors);

/** The folder that a draft without errors chooses. */
export const folderOf = ({ folder, newFolder }: RuleDraft): FolderChoice =>
  folder === NEW_FOLDER ? { title: newFolder.trim() } : { uid: folder };

/** The group that a draft names, or its team's. */
export const groupOf = ({ group, team }: RuleDraft) => group.trim() || teamGroup(team.trim());

/** The rule that a draft without errors describes. */
export function ruleOf(kind: RuleKind, draft: RuleDraft, dataSourceUid: string): AlertRule {
  return buildRule(kind, parametersOfDraft(kind, draft), {
    dataSourceUid,
    folderUid: draft.folder === NEW_FOLDER ? '' : draft.folder,
    group: groupOf(draft),
    team: draft.team.trim() || undefined,
    contactPoint: draft.contactPoint || undefined,
  });
}

export function parametersOfDraft(kind: RuleKind, draft: RuleDraft): RuleParameters {
  return {
    limit: limitOf(kind, draft),
    for: draft.for,
    window: draft.window || undefined,
    scope: Object.fromEntries(
      Object.entries(draft.scope)
        .map(([part, text]) => [part, LISTS.has(part as keyof Scope) ? names(text) : text.trim()] as const)
        .filter(([, value]) => value.length > 0)
    ),
    severity: draft.severity.trim(),
    runbookUrl: draft.runbookUrl.trim() || undefined,
  };
}

function limitOf({ limit }: RuleKind, draft: RuleDraft): number | undefined {
  return limit && draft.limit.trim() !== ''
    ? Number((Number(draft.limit) * limit.scale).toPrecision(LIMIT_DIGITS))
    : undefined;
}

const names = (text: string) =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
