import type { StoredRule } from '../alertRule';
import { FINGERPRINT_ANNOTATION } from '../fingerprint';
import { ruleKinds } from '../ruleKinds';
import { type Next, recorded, replayGrafana } from '../testing/recordedGrafana';
import { SHIPPED_PROFILE } from '../testing/shippedProfile';
import { asStored, newRule } from '../testing/storedRule';
import { deleteRule, writeRule } from './writeRule';

const [KIND] = ruleKinds(SHIPPED_PROFILE);
const TEAM = 'pay "é"';
const wanted = newRule(KIND!, {}, { team: TEAM });
const stored = asStored(newRule(KIND!, {}, { team: TEAM, folderUid: 'elsewhere', group: 'moved' }));
const edited: StoredRule = { ...stored, title: 'Mine "now"' };
const foreign: StoredRule = { ...stored, labels: { owner: 'somebody' } };
const changed = newRule(KIND!, { for: '10m' }, { team: TEAM });

const FOLDER = (recorded('lists the folders that one can edit').answer as Array<{ uid: string; title: string }>)[0]!;

const shows = (rule: StoredRule): Next => ['shows one rule', rule];

test('makes a rule in a folder that is there', async () => {
  const grafana = replayGrafana('knows no such rule', 'lists the folders that one can edit', [
    'makes one rule',
    stored,
  ]);

  expect(await writeRule(wanted, { uid: FOLDER.uid })).toEqual({ action: 'create', rule: stored });
  expect(grafana.requests.at(-1)!.data).toEqual({ ...wanted, folderUID: FOLDER.uid });
  expect(grafana.upcoming).toEqual([]);
});

test('finds a folder by its title rather than make another', async () => {
  const grafana = replayGrafana('knows no such rule', 'lists the folders that one can edit', 'makes one rule');

  await writeRule(wanted, { title: FOLDER.title });

  expect(grafana.requests.at(-1)!.data).toMatchObject({ folderUID: FOLDER.uid });
});

test('makes the folder first where it is new', async () => {
  const grafana = replayGrafana(
    'knows no such rule',
    'lists the folders that one can edit',
    'makes another folder',
    'makes one rule'
  );

  await writeRule(wanted, { title: 'Équipe "A" / €' });

  expect(grafana.requests.slice(2).map(({ data }) => data)).toEqual([
    { title: 'Équipe "A" / €' },
    { ...wanted, folderUID: 'empty' },
  ]);
});

test.each<[string, Next, string, RegExp]>([
  [
    'an unknown contact point',
    'makes no rule for an unknown contact point',
    'contactPoint',
    /receiver nobody does not/,
  ],
  ['a missing right', 'makes no rule for a viewer', 'permission', /additional permissions/],
  ['a folder that went', 'makes no rule in a folder that is not there', 'folder', /folder does not exist/],
  ['the same rule made meanwhile', 'makes no rule whose uid is taken', 'conflict', /due to conflict/],
  ['a connection that broke', new TypeError('Failed to fetch'), 'network', /could not be reached.*Failed to fetch/],
])('takes the new folder away again after %s', async (_, failure, problem, cause) => {
  const grafana = replayGrafana(
    'knows no such rule',
    'lists the folders that one can edit',
    'makes another folder',
    failure,
    'deletes an empty folder'
  );

  await expect(writeRule(wanted, { title: 'New' })).rejects.toMatchObject({
    problem,
    message: expect.stringMatching(cause),
    cure: expect.stringMatching(/\.$/),
  });
  expect(grafana.requests.at(-1)).toEqual({ method: 'DELETE', url: '/api/folders/empty' });
});

test('tells why the rule was not made also where the folder cannot be taken away', async () => {
  replayGrafana(
    'knows no such rule',
    'lists the folders that one can edit',
    'makes another folder',
    'makes no rule for an unknown contact point',
    'deletes no folder with rules in it'
  );

  await expect(writeRule(wanted, { title: 'New' })).rejects.toMatchObject({ problem: 'contactPoint' });
});

test('never takes a folder away that was there before', async () => {
  const { requests } = replayGrafana(
    'knows no such rule',
    'lists the folders that one can edit',
    'makes no rule for an unknown contact point'
  );

  await expect(writeRule(wanted, { uid: FOLDER.uid })).rejects.toMatchObject({ problem: 'contactPoint' });
  expect(requests).toHaveLength(3);
});

test.each<[string, Next, string]>([
  ['one that is not there', 'lists the folders that one can edit', 'folder'],
  ['any, for a viewer', 'lists no folder that a viewer can edit', 'folder'],
])('writes into no folder that one may not edit: %s', async (_, folders, problem) => {
  replayGrafana('knows no such rule', folders);

  await expect(writeRule(wanted, { uid: 'none' })).rejects.toMatchObject({ problem });
});

test('a viewer makes no folder', async () => {
  const { requests } = replayGrafana(
    'knows no such rule',
    'lists no folder that a viewer can edit',
    'lets a viewer make no folder'
  );

  await expect(writeRule(wanted, { title: 'New' })).rejects.toMatchObject({ problem: 'permission' });
  expect(requests).toHaveLength(3);
});

test('updates a rule in place, paused and where somebody moved it', async () => {
  const { requests } = replayGrafana(shows({ ...stored, isPaused: true }), 'changes a rule in place');

  expect(await writeRule(changed, { uid: FOLDER.uid })).toMatchObject({ action: 'update' });
  expect(requests[1]).toEqual({
    method: 'PUT',
    url: `/api/v1/provisioning/alert-rules/${wanted.uid}`,
    data: { ...changed, folderUID: 'elsewhere', ruleGroup: 'moved', isPaused: true },
  });
});

test.each<[string, StoredRule, typeof wanted, string]>([
  ['that is as wanted already', stored, wanted, 'unchanged'],
  ['that somebody edited', edited, changed, 'edited'],
  ['whose fingerprint is gone', { ...stored, annotations: {} }, wanted, 'edited'],
  ['that Headroom did not make', foreign, changed, 'foreign'],
  ['that comes from a file', { ...stored, provenance: 'file' }, changed, 'provisioned'],
])('writes no rule %s', async (_, before, rule, action) => {
  const { requests } = replayGrafana(shows(before));

  expect(await writeRule(rule, { uid: FOLDER.uid })).toEqual({ action, stored: before });
  expect(requests).toHaveLength(1);
});

test('overwrites an edit where a person decided so, and leaves a right fingerprint', async () => {
  const { requests } = replayGrafana(shows(edited), 'changes a rule in place');

  expect(await writeRule(wanted, { uid: FOLDER.uid }, { overwrite: true })).toMatchObject({ action: 'update' });
  expect(requests[1]!.data).toMatchObject({
    title: wanted.title,
    annotations: { [FINGERPRINT_ANNOTATION]: wanted.annotations[FINGERPRINT_ANNOTATION] },
  });
});

test.each([
  ['that Headroom did not make', foreign, 'foreign'],
  ['that comes from a file', { ...stored, provenance: 'file' }, 'provisioned'],
])('overwrites no rule %s, whatever a person decided', async (_, before, action) => {
  replayGrafana(shows(before));

  expect(await writeRule(changed, { uid: FOLDER.uid }, { overwrite: true })).toEqual({ action, stored: before });
});

describe('deleting', () => {
  test.each<[string, StoredRule, boolean, string]>([
    ['a rule of its own', stored, false, 'deleted'],
    ['one that somebody edited, where a person decided so', edited, true, 'deleted'],
  ])('takes away %s', async (_, before, overwrite, action) => {
    const { requests } = replayGrafana(shows(before), 'deletes a rule');

    expect(await deleteRule(stored.uid, { overwrite })).toEqual({ action });
    expect(requests[1]).toEqual({ method: 'DELETE', url: `/api/v1/provisioning/alert-rules/${stored.uid}` });
  });

  test.each<[string, StoredRule, boolean, string]>([
    ['one that somebody edited', edited, false, 'edited'],
    ["somebody else's", foreign, true, 'foreign'],
    ['one from a file', { ...stored, provenance: 'file' }, true, 'provisioned'],
  ])('leaves %s', async (_, before, overwrite, action) => {
    const { requests } = replayGrafana(shows(before));

    expect(await deleteRule(stored.uid, { overwrite })).toEqual({ action });
    expect(requests).toHaveLength(1);
  });

  test('is fine with a rule that is gone', async () => {
    replayGrafana('knows no such rule');

    expect(await deleteRule(stored.uid)).toEqual({ action: 'deleted' });
  });

  test('tells that the right is missing', async () => {
    replayGrafana(shows(stored), 'deletes no rule for a viewer');

    await expect(deleteRule(stored.uid)).rejects.toMatchObject({ problem: 'permission' });
  });
});
