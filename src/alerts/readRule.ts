import type { StoredRule } from './alertRule';
import { CONDITION } from './buildRule';
import { SEVERITY_LABEL, TEAM_LABEL } from './identity';
import type { Evaluator, RuleKind } from './kinds/RuleKind';
import type { Signal } from './kinds/evidenceMissing';
import type { Placement, RuleParameters } from './parameters';

/** The parameters from which Headroom made a rule; of a rule edited by hand, those that it still shows. */
export function parametersOf(kind: RuleKind, rule: StoredRule): RuleParameters {
  const model = modelOf(rule, kind.refId);
  const { conditions } = modelOf(rule, CONDITION);
  const evaluator = (conditions as Array<{ evaluator?: Evaluator }> | undefined)?.[0]?.evaluator;
  return {
    limit: evaluator && kind.limit?.fromEvaluator(evaluator),
    for: rule.for,
    window: textOf(model.window),
    scope: {
      service: textOf(model.service),
      environment: textOf(model.environment),
      tables: listOf(model.tables),
      tiers: listOf(model.tiers),
      signals: listOf(model.signals) as Signal[] | undefined,
    },
    severity: rule.labels?.[SEVERITY_LABEL] ?? kind.severity,
    runbookUrl: rule.annotations?.runbook_url,
  };
}

/** Where a rule is, and what it asks. */
export function placementOf(kind: RuleKind, rule: StoredRule): Placement {
  return {
    dataSourceUid: rule.data.find(({ refId }) => refId === kind.refId)?.datasourceUid ?? '',
    folderUid: rule.folderUID,
    group: rule.ruleGroup,
    team: rule.labels?.[TEAM_LABEL],
    contactPoint: rule.notification_settings?.receiver,
  };
}

const modelOf = ({ data }: StoredRule, refId: string): Record<string, unknown> =>
  data.find((query) => query.refId === refId)?.model ?? {};

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

const listOf = (value: unknown) =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : undefined;
