import type { StoredRule } from '../alertRule';
import { editedByHand } from '../fingerprint';
import { isOwned } from '../identity';
import { listRules } from './rules';
import { readRuleStates, type RuleStatus } from './ruleStates';

/** A rule that Headroom made, and how it stands. */
export interface OwnedRule {
  rule: StoredRule;
  /** Undefined while Grafana's scheduler does not know the rule, as in its first seconds. */
  status?: RuleStatus;
  isEditedByHand: boolean;
  /** Whether the rule comes from a file or a similar source, and can only be changed there. */
  isProvisioned: boolean;
}

/** The rules of Headroom that the user may read. Others, copies of Headroom's among them, are left out. */
export async function listOwnedRules(): Promise<OwnedRule[]> {
  const [rules, states] = await Promise.all([listRules(), readRuleStates()]);
  return rules.filter(isOwned).map((rule) => {
    const isProvisioned = !!rule.provenance;
    return {
      rule,
      status: states.get(rule.uid),
      // A provisioned rule carries no fingerprint, and nobody can edit it by hand.
      isEditedByHand: !isProvisioned && editedByHand(rule),
      isProvisioned,
    };
  });
}
