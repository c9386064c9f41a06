import { ruleKinds } from '../../alerts/ruleKinds';
import { SHIPPED_PROFILE } from '../../alerts/testing/shippedProfile';
import { asStored, newRule } from '../../alerts/testing/storedRule';
import { addressOf, NOTHING_PICKED, pickedIn, scopeInAddress } from './pickedInAddress';

const KINDS = ruleKinds(SHIPPED_PROFILE);
const [KIND] = KINDS;
const OWNED = { rule: asStored(newRule(KIND!)), isEditedByHand: false, isProvisioned: false };

/** The address after changes to it. */
const after = (...changes: Array<Record<string, string | null>>) =>
  `?${new URLSearchParams(Object.entries(Object.assign({ from: 'now-7d' }, ...changes)).filter(([, value]) => value !== null) as string[][])}`;

test.each([
  ['a rule', { kind: KIND!, existing: OWNED }],
  ['a new rule', { kind: KIND! }],
])('%s is found where its address leads', (_, picked) => {
  expect(pickedIn(after(addressOf(picked)), KINDS, [OWNED])).toEqual(picked);
});

test('a new rule is about what the address says', () => {
  const scope = { service: 'api "é", {a,b}', tables: 'jobs, job_logs' };

  expect(pickedIn(after(addressOf({ kind: KIND! }), scopeInAddress(scope)), KINDS, [])).toEqual({ kind: KIND, scope });
});

test('nothing is picked where the address says nothing, or no longer does', () => {
  expect(pickedIn('?from=now-7d', KINDS, [])).toBeUndefined();
  expect(after(addressOf({ kind: KIND! }), scopeInAddress({ service: 'api' }), NOTHING_PICKED)).toBe('?from=now-7d');
});

test('a rule is not gone before the rules were read', () => {
  expect(pickedIn('?rule=headroom-availability', KINDS, undefined)).toBeUndefined();
  expect(pickedIn('?rule=headroom-availability', KINDS, [])).toBe('gone');
  expect(pickedIn('?new=nothing', KINDS, [])).toBe('gone');
});
