import { type BackendSrvRequest, config, setBackendSrv } from '@grafana/runtime';
import { act, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { lastValueFrom, map, of, throwError } from 'rxjs';

import { HEALTH_KPI_RULES } from '../../alerts/kinds/healthKpi';
import { recorded } from '../../alerts/testing/recordedGrafana';
import { SHIPPED_PROFILE } from '../../alerts/testing/shippedProfile';
import { asStored, newRule } from '../../alerts/testing/storedRule';
import { fakeLayout } from '../../datasource/testing/fakeLayout';
import { DATASOURCE_ID } from '../../plugin/ids';
import { withDataSources } from '../testing/dataSources';
import { openPage } from '../testing/openPage';
import AlertsPage from './AlertsPage';

const [KIND] = HEALTH_KPI_RULES;
const RULE = newRule(KIND!);
const RULES = '/api/v1/provisioning/alert-rules';
const STATES = '/api/prometheus/grafana/api/v1/rules';

type Answer = Pick<ReturnType<typeof recorded>, 'status' | 'answer'>;

/** An answer of Grafana's with other contents. */
const answering = (name: string, answer: unknown): Answer => ({ ...recorded(name), answer });

/** A Grafana that answers each request, named as "GET /api/folders", as recorded. Returns the requests that come. */
function grafanaThatAnswers(answers: Record<string, Answer>): BackendSrvRequest[] {
  const requests: BackendSrvRequest[] = [];
  const fetch = (request: BackendSrvRequest) => {
    requests.push(request);
    const { status, answer: data } = answers[`${request.method ?? 'GET'} ${request.url}`]!;
    return status < 400 ? of({ data, status }) : throwError(() => ({ status, data: data ?? {} }));
  };
  const get = (url: string) => lastValueFrom(fetch({ url }).pipe(map(({ data }) => data)));
  setBackendSrv({ fetch, get } as never);
  return requests;
}

const states = (...rules: object[]) =>
  answering('lists rules by group with their state', { data: { groups: [{ file: 'Grafana/Headroom', rules }] } });
const GRAFANA = {
  'GET /api/datasources/uid/headroom/resources/catalog': answering('lists every rule', SHIPPED_PROFILE),
  [`GET ${RULES}`]: recorded('has no rule at first'),
  [`GET ${STATES}`]: states(),
  'GET /api/search?type=dash-folder&permission=Edit': recorded('lists the folders that one can edit'),
  'GET /api/alertmanager/grafana/config/api/v1/receivers': recorded('lists contact points'),
  [`GET ${RULES}/${RULE.uid}`]: recorded('knows no such rule'),
};

beforeEach(fakeLayout);

beforeEach(() => {
  withDataSources({ headroom: DATASOURCE_ID });
  config.bootData = {
    user: { permissions: { 'alert.provisioning:write': true } },
  } as unknown as typeof config.bootData;
});

const open = () => openPage(<AlertsPage />, '/a/headroom-performance-app/alerts');

test('everything that can be alerted on, in words, while there is no rule yet', async () => {
  grafanaThatAnswers(GRAFANA);
  open();

  const kinds = await screen.findByRole('list', { name: 'Alert rules' });
  expect(await within(kinds).findByRole('button', { name: `New rule: ${KIND!.title}` })).toBeEnabled();
  expect(within(kinds).getAllByText(/^Fires when/).length).toBeGreaterThan(HEALTH_KPI_RULES.length);
  expect(within(kinds).getAllByText('No rule yet').length).toBeGreaterThan(HEALTH_KPI_RULES.length);
});

test('a rule with its state, and none of those that somebody else made', async () => {
  const stored = asStored(RULE);
  grafanaThatAnswers({
    ...GRAFANA,
    [`GET ${RULES}`]: answering('lists every rule', [stored, { ...stored, uid: 'theirs', title: 'Theirs' }]),
    [`GET ${STATES}`]: states({ uid: RULE.uid, state: 'firing', health: 'ok', lastEvaluation: '2026-01-01T00:00:00Z' }),
  });
  open();

  const rules = await screen.findByRole('list', { name: `Rules: ${KIND!.title}` });
  expect(within(rules).getAllByRole('listitem')).toHaveLength(1);
  expect(within(rules).getByText('Firing')).toBeVisible();
  expect(screen.queryByText('Theirs')).not.toBeInTheDocument();
});

test('the catalogue stays when Grafana does not tell its rules, with the reason', async () => {
  grafanaThatAnswers({ ...GRAFANA, [`GET ${RULES}`]: recorded('makes no rule for a viewer') });
  open();

  expect(await screen.findByText(/Grafana refused to list alert rules/)).toBeVisible();
  expect(await screen.findByRole('button', { name: `New rule: ${KIND!.title}` })).toBeDisabled();
});

test('a rule is made in a folder of its own, and says what it asks for when it cannot be', async () => {
  const requests = grafanaThatAnswers({
    ...GRAFANA,
    'POST /api/folders': recorded('makes another folder'),
    [`POST ${RULES}`]: recorded('makes one rule'),
  });
  open();
  await userEvent.click(await screen.findByRole('button', { name: `New rule: ${KIND!.title}` }));
  const form = within(await screen.findByRole('dialog'));

  await userEvent.click(form.getByRole('button', { name: 'Create' }));
  expect(await form.findByText('Choose a folder.')).toBeVisible();

  const folder = form.getByLabelText('Folder', { selector: 'input' });
  fireEvent.click(folder);
  fireEvent.change(folder, { target: { value: 'New' } });
  if (!folder.getAttribute('aria-activedescendant')) {
    fireEvent.keyDown(folder, { key: 'ArrowDown', code: 'ArrowDown' });
  }
  await act(async () => void fireEvent.keyDown(folder, { key: 'Enter', code: 'Enter' }));
  expect(await form.findByLabelText('Name of the folder')).toHaveValue('Headroom');
  await userEvent.click(form.getByRole('button', { name: 'Create' }));

  await screen.findByRole('list', { name: 'Alert rules' });
  expect(requests).toContainEqual(expect.objectContaining({ url: '/api/folders', data: { title: 'Headroom' } }));
  expect(requests).toContainEqual(
    expect.objectContaining({ url: RULES, data: expect.objectContaining({ uid: RULE.uid, folderUID: 'empty' }) })
  );
});

test('a viewer sees everything, and that writing is not for them', async () => {
  config.bootData = { user: { permissions: {} } } as unknown as typeof config.bootData;
  grafanaThatAnswers(GRAFANA);
  open();

  expect(await screen.findByRole('button', { name: `New rule: ${KIND!.title}` })).toBeDisabled();
  expect(screen.getByText(/You may read alert rules, and not write them/)).toBeVisible();
});

test('what somebody edited is written over by their decision alone', async () => {
  const edited = { ...asStored(RULE), for: '1h' };
  const requests = grafanaThatAnswers({
    ...GRAFANA,
    [`GET ${RULES}`]: answering('lists every rule', [edited]),
    [`GET ${RULES}/${RULE.uid}`]: answering('shows one rule', edited),
    [`PUT ${RULES}/${RULE.uid}`]: recorded('changes a rule in place'),
  });
  open();
  expect(await screen.findByText('Edited by hand')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: `Change ${RULE.title}` }));
  await userEvent.click(await screen.findByRole('button', { name: 'Save' }));

  expect(await screen.findByText(/Writing over it loses what they changed/)).toBeVisible();
  expect(requests.some(({ method }) => method === 'PUT')).toBe(false);

  await userEvent.click(screen.getByRole('button', { name: 'Write over their changes' }));
  await screen.findByRole('list', { name: 'Alert rules' });
  expect(requests.some(({ method }) => method === 'PUT')).toBe(true);
});
