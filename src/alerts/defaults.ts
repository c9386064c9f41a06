import type { RuleKind } from './kinds/RuleKind';
import type { RuleParameters } from './parameters';
import type { Profile } from './profile';

/** A rule of this kind as Headroom proposes it: held against the profile's own target, about everything. */
export function defaultParameters(kind: RuleKind, profile: Profile): RuleParameters {
  return {
    limit: kind.limit?.fromProfile(profile),
    for: kind.for,
    scope: kind.usualScope ?? {},
    severity: kind.severity,
  };
}
