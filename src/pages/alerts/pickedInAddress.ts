import type { OwnedRule } from '../../alerts/grafana/ownedRules';
import { kindOf } from '../../alerts/identity';
import type { RuleKind } from '../../alerts/kinds/RuleKind';
import type { Scope } from '../../alerts/parameters';

/** What a new rule is about, as typed. */
export type ScopeTexts = Partial<Record<keyof Scope, string>>;

/** What somebody is about to make or change. */
export interface Picked {
  kind: RuleKind;
  /** Left out for a new rule. */
  existing?: OwnedRule;
  /** What the address says that a new rule is about; the kind's usual where it says nothing. */
  scope?: ScopeTexts;
}

/** Parameters of the page's address: the uid of a rule, or the kind of a new one. */
const RULE = 'rule';
const KIND = 'new';
const SCOPE = ['service', 'environment', 'tables', 'tiers', 'signals'] as const satisfies ReadonlyArray<keyof Scope>;

/** Changes of an address, by parameter: null takes one away. */
type AddressChange = Record<string, string | null>;

/** Leads to a rule, or to a new one of a kind. */
export function addressOf({ kind, existing }: Picked): AddressChange {
  return { ...NOTHING_PICKED, ...(existing ? { [RULE]: existing.rule.uid } : { [KIND]: kind.id }) };
}

/** Leads back to the list. */
export const NOTHING_PICKED: AddressChange = Object.fromEntries([RULE, KIND, ...SCOPE].map((name) => [name, null]));

/** Keeps in the address what a new rule is about. */
export const scopeInAddress = (scope: ScopeTexts): AddressChange =>
  Object.fromEntries(SCOPE.map((part) => [part, scope[part]?.trim() || null]));

/** What an address picks: nothing, something, or what is not there. */
export function pickedIn(
  search: string,
  kinds: RuleKind[],
  rules: OwnedRule[] | undefined
): Picked | 'gone' | undefined {
  const address = new URLSearchParams(search);
  const uid = address.get(RULE);
  if (uid !== null) {
    const existing = rules?.find(({ rule }) => rule.uid === uid);
    const kind = existing && kindOf(uid, kinds);
    return kind ? { kind, existing } : rules && 'gone';
  }
  const id = address.get(KIND);
  if (id === null) {
    return undefined;
  }
  const kind = kinds.find((one) => one.id === id);
  const parts = SCOPE.filter((part) => address.has(part));
  return kind
    ? {
        kind,
        ...(parts.length > 0 && { scope: Object.fromEntries(parts.map((part) => [part, address.get(part) ?? ''])) }),
      }
    : 'gone';
}
