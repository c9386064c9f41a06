import { type AlertQuery, type AlertRule, EXPRESSION_UID } from './alertRule';
import { FINGERPRINT_ANNOTATION, fingerprint } from './fingerprint';
import { OWNER, OWNER_LABEL, RULE_LABEL, ruleUid, SEVERITY_LABEL, TEAM_LABEL } from './identity';
import type { Evaluator, RuleKind } from './kinds/RuleKind';
import type { Placement, RuleParameters } from './parameters';
import { scopeText } from './words';

/** The refId of the condition of every rule. */
export const CONDITION = 'breach';

/**
 * No value of a KPI is below this. A kind without a limit fires by its missing values alone, and still needs a
 * condition.
 */
const NEVER: Evaluator = { type: 'lt', params: [-1] };

/** What queries get to see of the past, in seconds; the windows of Headroom's queries are their own. */
const QUERIED_SECONDS = 3600;

/** What a rule of this kind says, as Grafana's provisioning API takes it. */
export function buildRule(kind: RuleKind, parameters: RuleParameters, placement: Placement): AlertRule {
  const { dataSourceUid, folderUid, group, team, contactPoint } = placement;
  const uid = ruleUid({ kind, dataSourceUid, team, scope: parameters.scope });
  const rule: AlertRule = {
    uid,
    title: [kind.title, scopeText(parameters.scope)].filter(Boolean).join(': '),
    folderUID: folderUid,
    ruleGroup: group,
    condition: CONDITION,
    data: [valueQuery(kind, parameters, dataSourceUid), threshold(kind, parameters)],
    for: parameters.for,
    noDataState: kind.noDataState,
    execErrState: 'Error',
    labels: {
      [SEVERITY_LABEL]: parameters.severity,
      [OWNER_LABEL]: OWNER,
      [RULE_LABEL]: uid,
      ...(team && { [TEAM_LABEL]: team }),
    },
    annotations: {
      summary: kind.summary(parameters),
      description: kind.description,
      ...(parameters.runbookUrl && { runbook_url: parameters.runbookUrl }),
    },
    isPaused: false,
    ...(contactPoint && { notification_settings: { receiver: contactPoint } }),
  };
  return { ...rule, annotations: { ...rule.annotations, [FINGERPRINT_ANNOTATION]: fingerprint(rule) } };
}

function valueQuery(kind: RuleKind, parameters: RuleParameters, datasourceUid: string): AlertQuery {
  return {
    refId: kind.refId,
    datasourceUid,
    relativeTimeRange: { from: QUERIED_SECONDS, to: 0 },
    model: { refId: kind.refId, ...kind.query(parameters) },
  };
}

function threshold(kind: RuleKind, { limit }: RuleParameters): AlertQuery {
  const evaluator = kind.limit && limit !== undefined ? kind.limit.evaluator(limit) : NEVER;
  return {
    refId: CONDITION,
    datasourceUid: EXPRESSION_UID,
    relativeTimeRange: { from: 0, to: 0 },
    model: {
      refId: CONDITION,
      type: 'threshold',
      expression: kind.refId,
      datasource: { type: EXPRESSION_UID, uid: EXPRESSION_UID },
      conditions: [{ evaluator }],
    },
  };
}
