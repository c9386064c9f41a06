import { canonical } from './canonical';
import type { RuleKind } from './kinds/RuleKind';
import type { Scope } from './parameters';

/** What a rule is kept to beyond what its kind's usually are, without what keeps to nothing. Lists are sets. */
export function narrowing({ usualScope = {} }: RuleKind, scope: Scope): Scope {
  const usual = normal(usualScope);
  return Object.fromEntries(
    Object.entries(normal(scope)).filter(([part, value]) => canonical(value) !== canonical(usual[part]))
  );
}

function normal(scope: Scope): Record<string, string | string[]> {
  const parts = Object.entries(scope).map(([part, value]) => [part, Array.isArray(value) ? [...value].sort() : value]);
  return Object.fromEntries(parts.filter(([, value]) => value !== undefined && value.length > 0));
}

const NAMES: Record<keyof Scope, string> = {
  service: 'service',
  environment: 'environment',
  tables: 'tables',
  tiers: 'tiers',
  signals: 'signals',
};

/** What a rule is kept to, or an empty text: "service api, environment production". */
export function scopeText(kind: RuleKind, scope: Scope): string {
  const kept = narrowing(kind, scope);
  return Object.entries(NAMES)
    .flatMap(([part, name]) => {
      const value = kept[part as keyof Scope];
      return value === undefined ? [] : [`${name} ${Array.isArray(value) ? value.join(', ') : value}`];
    })
    .join(', ');
}
