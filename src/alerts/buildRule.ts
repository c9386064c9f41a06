import { type AlertQuery, type AlertRule, EXPRESSION_UID } from './alertRule';
import { FINGERPRINT_ANNOTATION, fingerprint } from './fingerprint';
import { OWNER, OWNER_LABEL, RULE_LABEL, ruleUid, SEVERITY_LABEL, TEAM_LABEL } from './identity';
import type { Evaluator, RuleKind } from './kinds/RuleKind';
import type { Placement, RuleParameters } from './parameters';
import { scopeText } from './scope';

/** The refId of the condition of every rule. */
export const CONDITION = 'breach';

/** What queries get to see of the past, in seconds; the windows of Headroom's queries are their own. */
const QUERIED_SECONDS = 3600;

/** What a rule of this kind says, as Grafana's provisioning API takes it. */
export function buildRule(kind: RuleKind, parameters: RuleParameters, placement: Placement): AlertRule {
  const { dataSourceUid, folderUid, group, team, contactPoint } = placement;
  const uid = ruleUid({ kind, dataSourceUid, team, scope: parameters.scope });
  const rule: AlertRule = {
    uid,
    title: [kind.title, scopeText(kind, parameters.scope)].filter(Boolean).join(': '),
    folderUID: folderUid,
    ruleGroup: group,
    condition: CONDITION,
    data: [valueQuery(kind, parameters, dataSourceUid), condition(kind, parameters)],
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
      // Grafana drops the fields dashboardUid and panelId of a provisioned rule, and takes these in every way.
      ...(kind.panel && { __dashboardUid__: kind.panel.dashboardUid, __panelId__: String(kind.panel.id) }),
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

function condition(kind: RuleKind, parameters: RuleParameters): AlertQuery {
  const evaluator = evaluatorOf(kind, parameters);
  const expression = { type: EXPRESSION_UID, uid: EXPRESSION_UID };
  return {
    refId: CONDITION,
    datasourceUid: EXPRESSION_UID,
    relativeTimeRange: { from: 0, to: 0 },
    model: evaluator
      ? {
          refId: CONDITION,
          type: 'threshold',
          expression: kind.refId,
          datasource: expression,
          conditions: [{ evaluator }],
        }
      : { refId: CONDITION, type: 'math', expression: `is_null($${kind.refId})`, datasource: expression },
  };
}

/** When a value breaches; undefined for a rule that fires where a value is missing. */
export function evaluatorOf({ limit, bound }: RuleKind, parameters: RuleParameters): Evaluator | undefined {
  return limit && parameters.limit !== undefined ? limit.evaluator(parameters.limit) : bound;
}
