import { CHANGE_FAILURE } from './kinds/changeFailure';
import { errorBudgetRules } from './kinds/errorBudgetBurn';
import { EVIDENCE_MISSING } from './kinds/evidenceMissing';
import { HEALTH_KPI_RULES } from './kinds/healthKpi';
import { NO_VERDICT } from './kinds/noVerdict';
import type { RuleKind } from './kinds/RuleKind';
import { TABLE_TRAFFIC } from './kinds/tableTraffic';
import type { Profile } from './profile';

/** Everything that Headroom can alert on, in the order in which pages and files list it. */
export function ruleKinds(profile: Profile): RuleKind[] {
  return [
    ...HEALTH_KPI_RULES,
    ...errorBudgetRules(profile),
    CHANGE_FAILURE,
    NO_VERDICT,
    EVIDENCE_MISSING,
    TABLE_TRAFFIC,
  ];
}
