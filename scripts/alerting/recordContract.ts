// Records how a real Grafana answers the alerting requests of the Alerts page, for the tests of the page's client and
// of the preview's stand-in. Needs an empty Grafana whose admin is admin/admin:
//
//   GRAFANA_URL=http://127.0.0.1:3000 npx ts-node scripts/alerting/recordContract.ts > demo/internal/preview/server/testdata/alerting-contract.json
const base = process.env.GRAFANA_URL ?? 'http://127.0.0.1:3000';

const FOLDER = { uid: 'contract', title: 'Zahlungen "€" / équipe' };
const GROUP = 'Headroom · "payments" / é';
const groupPath = (folder: string, group: string) =>
  `/api/v1/provisioning/folder/${encodeURIComponent(folder)}/rule-groups/${encodeURIComponent(group)}`;
const RECEIVER = 'grafana-default-email';

function rule(uid: string, change: object = {}) {
  return {
    uid,
    title: `Error ratio "${uid}" – 1 %`,
    folderUID: FOLDER.uid,
    ruleGroup: GROUP,
    orgID: 1,
    condition: 'breach',
    data: [
      {
        refId: 'kpi',
        queryType: 'kpi',
        relativeTimeRange: { from: 3600, to: 0 },
        datasourceUid: 'headroom',
        model: { refId: 'kpi', queryType: 'kpi', kpis: ['error_ratio'] },
      },
      {
        refId: 'breach',
        queryType: '',
        relativeTimeRange: { from: 0, to: 0 },
        datasourceUid: '__expr__',
        model: {
          refId: 'breach',
          type: 'threshold',
          expression: 'kpi',
          datasource: { type: '__expr__', uid: '__expr__' },
          conditions: [{ evaluator: { type: 'gt', params: [0.01] } }],
        },
      },
    ],
    for: '5m',
    noDataState: 'OK',
    execErrState: 'Error',
    labels: { owner: 'headroom', headroom_rule: uid, team: 'pay "é"' },
    annotations: { summary: '{{ $labels.kpi }} is high', __headroom__: 'a fingerprint' },
    isPaused: false,
    notification_settings: { receiver: RECEIVER },
    ...change,
  };
}

const group = (rules: object[], change: object = {}) => ({
  title: GROUP,
  folderUid: FOLDER.uid,
  interval: 60,
  rules,
  ...change,
});

type Role = 'Admin' | 'Editor' | 'Viewer';

/** What it shows, who sends it, method, path and body. */
type Exchange = [name: string, role: Role, method: string, path: string, body?: object];

/** In order: a request sees what those before it did. */
// prettier-ignore
const REQUESTS: Exchange[] = [
  ['makes a folder', 'Editor', 'POST', '/api/folders', FOLDER],
  ['refuses a folder whose uid is taken', 'Editor', 'POST', '/api/folders', FOLDER],
  ['lets a viewer make no folder', 'Viewer', 'POST', '/api/folders', { uid: 'viewers', title: 'Viewers' }],
  ['shows a folder', 'Editor', 'GET', `/api/folders/${FOLDER.uid}`],
  ['knows no such folder', 'Editor', 'GET', '/api/folders/none'],
  ['lists the folders that one can edit', 'Editor', 'GET', '/api/search?type=dash-folder&permission=Edit'],
  ['lists no folder that a viewer can edit', 'Viewer', 'GET', '/api/search?type=dash-folder&permission=Edit'],
  ['lists contact points', 'Editor', 'GET', '/api/alertmanager/grafana/config/api/v1/receivers'],
  ['lists teams', 'Admin', 'GET', '/api/teams/search?perpage=1000'],
  ['shows teams to those who may read them', 'Editor', 'GET', '/api/teams/search?perpage=1000'],
  ['has no rule at first', 'Editor', 'GET', '/api/v1/provisioning/alert-rules'],
  ['has no group before its first rule', 'Editor', 'GET', groupPath(FOLDER.uid, GROUP)],
  [
    'refuses a whole group for one unknown contact point',
    'Editor',
    'PUT',
    groupPath(FOLDER.uid, GROUP),
    group([rule('first'), rule('second', { notification_settings: { receiver: 'nobody' } })]),
  ],
  ['has created nothing then', 'Editor', 'GET', '/api/v1/provisioning/alert-rules'],
  ['writes no group of a viewer', 'Viewer', 'PUT', groupPath(FOLDER.uid, GROUP), group([rule('first')])],
  ['refuses an interval that is no multiple of ten seconds', 'Editor', 'PUT', groupPath(FOLDER.uid, GROUP), group([rule('first')], { interval: 15 })],
  ['refuses a uid of more than 40 characters', 'Editor', 'PUT', groupPath(FOLDER.uid, GROUP), group([rule('u'.repeat(41))])],
  ['refuses a title of more than 190 characters', 'Editor', 'PUT', groupPath(FOLDER.uid, GROUP), group([rule('first', { title: 't'.repeat(191) })])],
  ['refuses a uid that is there twice', 'Editor', 'PUT', groupPath(FOLDER.uid, GROUP), group([rule('first'), rule('first')])],
  ['writes a whole group', 'Editor', 'PUT', groupPath(FOLDER.uid, GROUP), group([rule('first'), rule('second')])],
  ['shows the group with what it added to the models', 'Viewer', 'GET', groupPath(FOLDER.uid, GROUP)],
  ['lists every rule', 'Viewer', 'GET', '/api/v1/provisioning/alert-rules'],
  ['shows one rule', 'Editor', 'GET', '/api/v1/provisioning/alert-rules/first'],
  ['knows no such rule', 'Editor', 'GET', '/api/v1/provisioning/alert-rules/none'],
  ['changes a rule in place', 'Editor', 'PUT', '/api/v1/provisioning/alert-rules/first', rule('first', { for: '10m' })],
  ['refuses an unknown contact point', 'Editor', 'PUT', '/api/v1/provisioning/alert-rules/first', rule('first', { notification_settings: { receiver: 'nobody' } })],
  ['changes no rule that is not there', 'Editor', 'PUT', '/api/v1/provisioning/alert-rules/none', rule('none')],
  ['changes no rule for a viewer', 'Viewer', 'PUT', '/api/v1/provisioning/alert-rules/first', rule('first')],
  ['moves a rule that another group claims', 'Editor', 'PUT', groupPath(FOLDER.uid, 'other'), group([rule('second')], { title: 'other' })],
  ['keeps the rest of the first group', 'Editor', 'GET', groupPath(FOLDER.uid, GROUP)],
  ['makes one rule', 'Editor', 'POST', '/api/v1/provisioning/alert-rules', rule('third', { ruleGroup: 'alone' })],
  ['makes one rule beside others', 'Editor', 'POST', '/api/v1/provisioning/alert-rules', rule('fourth', { ruleGroup: 'alone', title: 'Fourth' })],
  ['shows the group of rules that were made alone', 'Editor', 'GET', groupPath(FOLDER.uid, 'alone')],
  ['makes no rule whose uid is taken', 'Editor', 'POST', '/api/v1/provisioning/alert-rules', rule('third', { ruleGroup: 'alone' })],
  ['makes a rule whose title is taken in the folder', 'Editor', 'POST', '/api/v1/provisioning/alert-rules', rule('fifth', { ruleGroup: 'alone', title: 'Fourth' })],
  ['makes no rule for an unknown contact point', 'Editor', 'POST', '/api/v1/provisioning/alert-rules', rule('fifth', { notification_settings: { receiver: 'nobody' } })],
  ['makes no rule for a viewer', 'Viewer', 'POST', '/api/v1/provisioning/alert-rules', rule('fifth')],
  ['makes no rule in a folder that is not there', 'Editor', 'POST', '/api/v1/provisioning/alert-rules', rule('fifth', { folderUID: 'none' })],
  ['deletes no rule for a viewer', 'Viewer', 'DELETE', '/api/v1/provisioning/alert-rules/fourth'],
  ['deletes a rule', 'Editor', 'DELETE', '/api/v1/provisioning/alert-rules/fourth'],
  ['deletes a rule that is not there', 'Editor', 'DELETE', '/api/v1/provisioning/alert-rules/fourth'],
  ['deletes no folder with rules in it', 'Editor', 'DELETE', `/api/folders/${FOLDER.uid}`],
  ['makes another folder', 'Editor', 'POST', '/api/folders', { uid: 'empty', title: 'Empty' }],
  ['deletes an empty folder', 'Editor', 'DELETE', '/api/folders/empty'],
  ['lists rules by group with their state', 'Viewer', 'GET', '/api/prometheus/grafana/api/v1/rules'],
];

const login = (role: Role) => role.toLowerCase();
const headers = (role: Role) => ({
  Authorization: `Basic ${Buffer.from(`${login(role)}:${login(role)}`).toString('base64')}`,
  'Content-Type': 'application/json',
  'X-Disable-Provenance': 'true',
});

async function send(role: Role, method: string, path: string, body?: object) {
  const response = await fetch(base + path, { method, headers: headers(role), body: body && JSON.stringify(body) });
  const text = await response.text();
  return { status: response.status, answer: text === '' ? null : JSON.parse(text) };
}

async function prepare() {
  for (const role of ['Viewer', 'Editor'] as const) {
    const name = login(role);
    const { answer } = await send('Admin', 'POST', '/api/admin/users', { name, login: name, password: name, OrgId: 1 });
    if (answer.id) {
      await send('Admin', 'PATCH', `/api/org/users/${answer.id}`, { role });
    }
  }
  await send('Admin', 'POST', '/api/teams', { name: 'payments' });
}

async function record() {
  await prepare();
  const { version } = await (await fetch(`${base}/api/health`)).json();
  const exchanges = [];
  for (const [name, role, method, path, body] of REQUESTS) {
    exchanges.push({ name, role, method, path, ...(body && { body }), ...(await send(role, method, path, body)) });
  }
  process.stdout.write(`${JSON.stringify({ grafana: version, exchanges }, null, 2)}\n`);
}

void record();
