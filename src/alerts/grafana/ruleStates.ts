import { request } from './request';

/** How a rule stands. Grafana tells the first three, and the others through the rule's health and pause. */
type RuleState = 'inactive' | 'pending' | 'recovering' | 'firing' | 'nodata' | 'error' | 'paused';

export interface RuleStatus {
  state: RuleState;
  /** When the rule was evaluated last; undefined before the first time. */
  lastEvaluation?: string;
  /** Why the last evaluation failed. */
  lastError?: string;
  /** Title of the folder that the rule is in. */
  folder: string;
  /** How often the rule's group is evaluated. */
  intervalSeconds: number;
}

/** The parts that are read of the Prometheus-compatible list of rules. */
interface RuleGroups {
  data: { groups: Array<{ file: string; interval: number; rules: EvaluatedRule[] }> };
}

interface EvaluatedRule {
  uid: string;
  state: 'inactive' | 'pending' | 'recovering' | 'firing';
  health: string;
  isPaused?: boolean;
  lastError?: string;
  lastEvaluation: string;
}

/** What Grafana answers for "never". */
const NEVER = '0001-01-01T00:00:00Z';

/** The status of every rule that the user may read, by uid. */
export async function readRuleStates(): Promise<Map<string, RuleStatus>> {
  const { data } = await request<RuleGroups>('read the state of alert rules', {
    url: '/api/prometheus/grafana/api/v1/rules',
  });
  return new Map(
    data.groups.flatMap(({ file, interval, rules }) =>
      rules.map((rule) => [rule.uid, statusOf(rule, titleOf(file), interval)] as const)
    )
  );
}

function statusOf(rule: EvaluatedRule, folder: string, intervalSeconds: number): RuleStatus {
  return {
    state: stateOf(rule),
    ...(rule.lastEvaluation !== NEVER && { lastEvaluation: rule.lastEvaluation }),
    ...(rule.lastError && { lastError: rule.lastError }),
    folder,
    intervalSeconds,
  };
}

function stateOf({ isPaused, health, state }: EvaluatedRule): RuleState {
  if (isPaused) {
    return 'paused';
  }
  // A rule that fires says more than that one of its instances has no value.
  if (state === 'inactive' && (health === 'error' || health === 'nodata')) {
    return health;
  }
  return state;
}

/** A group's file is its folder's path by titles, in which a slash of a title has a backslash before it. */
const titleOf = (file: string) => (file.split(/(?<!\\)\//).pop() ?? file).replaceAll('\\/', '/');
