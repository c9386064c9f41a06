import { config } from '@grafana/runtime';

import { recorded, replayGrafana } from '../testing/recordedGrafana';
import { mayWriteRules } from './mayWrite';
import { listOwnedRules } from './ownedRules';
import { listContactPoints, listFolders } from './places';
import { readRuleStates } from './ruleStates';
import { teamGroup } from './teamGroup';

interface RuleGroups {
  data: { groups: Array<{ rules: Array<Record<string, unknown>> }> };
}

const STATES = 'lists rules by group with their state';
const RULES = 'lists every rule';

test('lists the rules that Headroom made, with folder, group, team and state', async () => {
  const all = recorded(RULES).answer as Array<{ uid: string; labels: object }>;
  const copy = { ...all[0], uid: 'copy' };
  replayGrafana([RULES, [...all, copy, { ...all[0], uid: 'else', labels: {} }]], STATES);

  const owned = await listOwnedRules();

  expect(owned.map(({ rule }) => rule.uid)).toEqual(['first', 'second']);
  expect(owned[0]).toMatchObject({
    rule: { folderUID: 'contract', ruleGroup: 'Headroom · "payments" / é', labels: { team: 'pay "é"' } },
    status: { state: 'inactive', folder: 'Zahlungen "€" / équipe', intervalSeconds: 60 },
    isEditedByHand: true,
    isProvisioned: false,
  });
});

test('a rule from a file is not taken for edited, though it has no fingerprint', async () => {
  const [rule] = recorded(RULES).answer as object[];
  replayGrafana([RULES, [{ ...rule, provenance: 'file', annotations: {} }]], STATES);

  expect(await listOwnedRules()).toMatchObject([{ isEditedByHand: false, isProvisioned: true }]);
});

test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
  ['before its first evaluation', {}, { state: 'inactive' }],
  [
    'that fires',
    { state: 'firing', lastEvaluation: '2026-11-24T02:00:00Z' },
    { state: 'firing', lastEvaluation: '2026-11-24T02:00:00Z' },
  ],
  ['that waits', { state: 'pending' }, { state: 'pending' }],
  ['that fails', { health: 'error', lastError: 'no such host' }, { state: 'error', lastError: 'no such host' }],
  ['without values', { health: 'nodata' }, { state: 'nodata' }],
  ['that fires for one instance and fails for another', { state: 'firing', health: 'error' }, { state: 'firing' }],
  ['that is paused', { isPaused: true, state: 'firing' }, { state: 'paused' }],
])('reads the state of a rule %s', async (_, change, want) => {
  const answer = recorded(STATES).answer as RuleGroups;
  Object.assign(answer.data.groups[0]!.rules[0]!, change);
  replayGrafana([STATES, answer]);

  const { folder, intervalSeconds, ...status } = (await readRuleStates()).get('first')!;
  expect(status).toEqual(want);
});

test.each([
  ['Grafana/équipe', 'équipe'],
  ['Grafana/a \\/ b', 'a / b'],
])('takes the title of a folder from its path %s: %s', async (path, title) => {
  const answer = recorded(STATES).answer as { data: { groups: Array<{ file: string }> } };
  answer.data.groups[0]!.file = path;
  replayGrafana([STATES, answer]);

  expect((await readRuleStates()).get('first')?.folder).toBe(title);
});

test('lists folders and contact points', async () => {
  replayGrafana('lists the folders that one can edit', 'lists contact points');

  expect(await listFolders()).toEqual([{ uid: 'contract', title: 'Zahlungen "€" / équipe' }]);
  expect(await listContactPoints()).toEqual(['grafana-default-email']);
});

test.each([
  [{ 'alert.provisioning:write': true }, true],
  [{ 'alert.rules.provisioning:write': true }, true],
  [{ 'alert.rules:create': true, 'alert.provisioning.provenance:write': true }, true],
  [{ 'alert.rules:create': true }, false],
  [{ 'alert.rules:read': true }, false],
  [undefined, false],
])('with the rights %j writing is possible: %s', (permissions, want) => {
  config.bootData = { user: { permissions } } as unknown as typeof config.bootData;

  expect(mayWriteRules()).toBe(want);
});

test.each([
  ['payments', 'Headroom: payments'],
  ['', 'Headroom'],
  [undefined, 'Headroom'],
])('team %j has the group %s', (team, group) => {
  expect(teamGroup(team)).toBe(group);
});
