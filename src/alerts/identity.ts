import type { StoredRule } from './alertRule';
import { canonical } from './canonical';
import { hash } from './hash';
import type { RuleKind } from './kinds/RuleKind';
import type { Scope } from './parameters';
import { narrowing } from './scope';

/** Label that every rule of Headroom has; notification policies and silences can go by it. */
export const OWNER_LABEL = 'owner';
export const OWNER = 'headroom';

/** Label with the rule's own uid. A copy of a rule has the label of its original, and so is not Headroom's. */
export const RULE_LABEL = 'headroom_rule';

export const TEAM_LABEL = 'team';
export const SEVERITY_LABEL = 'severity';

/** uid of the data source in the provisioning files that come with the plugin. */
export const SHIPPED_DATASOURCE_UID = 'headroom';

const UID_PREFIX = 'headroom-';
/** A uid has 40 characters at most: the prefix, a kind's id of up to 20, a hyphen and these. */
const SUFFIX_DIGITS = 10;

/** What makes a rule another one than its neighbour; everything else of it can be changed in place. */
export interface Identity {
  kind: RuleKind;
  dataSourceUid: string;
  team?: string;
  scope: Scope;
}

/**
 * The uid of the rule with this identity: always the same, so that making it twice cannot duplicate it. The rules of
 * the shipped file, which are about everything and nobody's in particular, have their kind's name alone.
 */
export function ruleUid({ kind, dataSourceUid, team = '', scope }: Identity): string {
  const parts = canonical([dataSourceUid, team, narrowing(kind, scope)]);
  const shipped = canonical([SHIPPED_DATASOURCE_UID, '', {}]);
  return UID_PREFIX + kind.id + (parts === shipped ? '' : `-${hash(parts).slice(0, SUFFIX_DIGITS)}`);
}

/** Whether Headroom made this rule: its labels say so, and name this rule and not the one that it was copied from. */
export function isOwned({ uid, labels }: Pick<StoredRule, 'uid' | 'labels'>): boolean {
  return labels?.[OWNER_LABEL] === OWNER && labels[RULE_LABEL] === uid;
}

/** Which kind a rule of Headroom is of, by its uid. */
export function kindOf(uid: string, kinds: readonly RuleKind[]): RuleKind | undefined {
  return kinds.find(({ id }) => {
    const start = UID_PREFIX + id;
    return (
      uid === start ||
      new RegExp(`^-[0-9a-f]{${SUFFIX_DIGITS}}$`).test(uid.startsWith(start) ? uid.slice(start.length) : '')
    );
  });
}
