import { isOwned, kindOf, ruleUid } from './identity';
import { ruleKinds } from './ruleKinds';
import { SHIPPED_PROFILE } from './testing/shippedProfile';
import { asStored, newRule } from './testing/storedRule';

const RULE_KINDS = ruleKinds(SHIPPED_PROFILE);

const kind = (id: string) => RULE_KINDS.find((known) => known.id === id)!;
const ERRORS = { kind: kind('error-ratio'), dataSourceUid: 'headroom', scope: {} };

test('the rules of the shipped file have the names of their kinds', () => {
  expect(ruleUid(ERRORS)).toBe('headroom-error-ratio');
});

test.each([
  ['a team', { team: 'payments' }],
  ['a team with quotes and letters beyond ASCII', { team: '"Zahlungen" é' }],
  ['a data source', { dataSourceUid: 'other' }],
  ['a service', { scope: { service: 'api' } }],
  ['tables', { scope: { tables: ['a'] } }],
])('%s makes it another rule, with a uid that Grafana takes', (_, change) => {
  const uid = ruleUid({ ...ERRORS, ...change });

  expect(uid).toMatch(/^headroom-error-ratio-[0-9a-f]{10}$/);
  expect(uid.length).toBeLessThanOrEqual(40);
});

test('the same choice is the same rule, however it is written', () => {
  const scope = (change: object) => ruleUid({ ...ERRORS, scope: change });

  expect(scope({ tables: ['b', 'a'], service: '' })).toBe(scope({ tables: ['a', 'b'] }));
  expect(scope({ tables: [], environment: undefined })).toBe(ruleUid(ERRORS));
  expect(ruleUid({ ...ERRORS, team: '' })).toBe(ruleUid(ERRORS));
});

test('parts cannot run into one another', () => {
  expect(ruleUid({ ...ERRORS, dataSourceUid: 'a', team: 'b' })).not.toBe(
    ruleUid({ ...ERRORS, dataSourceUid: 'a","b', team: '' })
  );
});

describe('ownership', () => {
  const rule = asStored(newRule(kind('error-ratio')));

  test('a rule that the page made', () => {
    expect(isOwned(rule)).toBe(true);
  });

  test.each([
    ['a copy made in Grafana, which keeps the labels', { uid: 'copy' }],
    ['a rule without labels', { labels: undefined }],
    ['a rule of another owner', { labels: { ...rule.labels, owner: 'somebody' } }],
    ['a rule that only says owner', { labels: { owner: 'headroom' } }],
  ])('not %s', (_, change) => {
    expect(isOwned({ ...rule, ...change })).toBe(false);
  });
});

test('a uid tells the kind', () => {
  RULE_KINDS.forEach((known) => {
    expect(kindOf(ruleUid({ ...ERRORS, kind: known }), RULE_KINDS)).toBe(known);
    expect(kindOf(ruleUid({ ...ERRORS, kind: known, team: 'payments' }), RULE_KINDS)).toBe(known);
  });
  expect(kindOf('headroom-error-ratio-by-me', RULE_KINDS)).toBeUndefined();
  expect(kindOf('headroom-error', RULE_KINDS)).toBeUndefined();
});
