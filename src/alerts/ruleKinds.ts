import { EVIDENCE_MISSING } from './kinds/evidenceMissing';
import { HEALTH_KPI_RULES } from './kinds/healthKpi';
import type { RuleKind } from './kinds/RuleKind';
import { TABLE_TRAFFIC } from './kinds/tableTraffic';

/** Everything that Headroom can alert on, in the order in which pages and files list it. */
export const RULE_KINDS: readonly RuleKind[] = [...HEALTH_KPI_RULES, EVIDENCE_MISSING, TABLE_TRAFFIC];
