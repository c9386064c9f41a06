import type { QueryModel } from '../../query/query.gen';
import type { NoDataState } from '../alertRule';
import type { RuleParameters, Scope } from '../parameters';
import type { Profile } from '../profile';

/** When a value breaches, as Grafana's threshold expression says it. */
export interface Evaluator {
  type: 'gt' | 'lt' | 'outside_range';
  params: number[];
}

/** The bound that a person may set. */
export interface Limit {
  /** What it is called in forms. */
  label: string;
  /** Printed behind the number that a person types. */
  unit: string;
  /** What one of the person's units is in the base unit: 0.01 for per cent. */
  scale: number;
  /** The profile's own, in the base unit; undefined where the profile has none. */
  fromProfile(profile: Profile): number | undefined;
  /** Why a bound is impossible, or undefined when it is fine. */
  refuse(limit: number): string | undefined;
  /** The bound in words. */
  text(limit: number): string;
  evaluator(limit: number): Evaluator;
  /** The bound of an evaluator that this kind made. */
  fromEvaluator(evaluator: Evaluator): number | undefined;
}

/**
 * Something that Headroom can alert on. It breaches beyond a `limit` that people may set, beyond a `bound` that is no
 * choice, or, with neither, where a value is missing.
 */
export interface RuleKind {
  /** Part of each rule's uid: lower case, digits and hyphens, 20 characters at most. */
  id: string;
  title: string;
  /** Names the query in the rule's templates. */
  refId: string;
  /** What a value is, for the axis of a chart. */
  measure: string;
  limit?: Limit;
  bound?: Evaluator;
  /** What its rules can be kept to. */
  scopes: ReadonlyArray<keyof Scope>;
  /** What its rules are kept to unless somebody chooses; everything when left out. */
  usualScope?: Scope;
  /** Which of the profile's windows holds where the rule names none; kinds with windows of their own have no such. */
  profileWindow?: string;
  /** It needs signals that are mapped by hand, so files of every rule leave it out; people make it where they are. */
  needsMapping?: boolean;
  severity: string;
  for: string;
  /** How often it is worth evaluating, in seconds. */
  intervalSeconds: number;
  noDataState: NoDataState;
  /** The panel of a dashboard that shows the same number. */
  panel?: { dashboardUid: string; id: number };
  /** The alert query: numeric, a row for each thing that alerts on its own. */
  query(parameters: RuleParameters): QueryModel;
  /** The same values over the past; left out where the past cannot be asked for, which `noTrend` explains. */
  trend?(parameters: RuleParameters, rangeSeconds: number): QueryModel;
  /** Why there is no trend, in a sentence. */
  noTrend?: string;
  /** The condition in words, as the end of "Fires when …". */
  condition(parameters: RuleParameters, windowText: string): string;
  /** Annotations; templates of Grafana's alerting. */
  summary(parameters: RuleParameters): string;
  description: string;
}
