import { createDataFrame, FieldType, LoadingState } from '@grafana/data';
import { config, locationService } from '@grafana/runtime';
import { act, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NEVER, of } from 'rxjs';

import { HEALTH_KPI_RULES } from '../../alerts/kinds/healthKpi';
import { answering, grafanaThatAnswers, recorded } from '../../alerts/testing/recordedGrafana';
import { SHIPPED_PROFILE } from '../../alerts/testing/shippedProfile';
import { asStored, newRule } from '../../alerts/testing/storedRule';
import { chooseOption } from '../../datasource/testing/chooseOption';
import { fakeLayout } from '../../datasource/testing/fakeLayout';
import { DATASOURCE_ID } from '../../plugin/ids';
import { withDataSources } from '../testing/dataSources';
import { openPage } from '../testing/openPage';
import AlertsPage from './AlertsPage';

// Grafana's own panel, which is not here.
jest.mock('./preview/PreviewChart', () => ({ PreviewChart: () => null }));

const [KIND] = HEALTH_KPI_RULES;
const RULE = newRule(KIND!);
const RULES = '/api/v1/provisioning/alert-rules';
const STATES = '/api/prometheus/grafana/api/v1/rules';

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

/** Answers the queries over the past. */
const trend = jest.fn();

beforeEach(fakeLayout);

beforeEach(() => {
  withDataSources({ headroom: DATASOURCE_ID }, { query: trend });
  trend.mockReset().mockReturnValue(NEVER);
  config.bootData = {
    user: { permissions: { 'alert.provisioning:write': true } },
  } as unknown as typeof config.bootData;
});

const PAGE = '/a/headroom-performance-app/alerts';
const open = (search = '') => openPage(<AlertsPage />, PAGE + search);
const drawer = async () => within(await screen.findByRole('dialog'));

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
  expect(await form.findByText('The rule is not complete yet')).toBeVisible();
  expect(form.getAllByText('Choose the folder that the rule goes into, or make a new one.')[0]).toBeVisible();

  await chooseOption(form.getByLabelText(/^Folder/, { selector: 'input' }), 'New');
  expect(await form.findByLabelText('Name of the folder')).toHaveValue('Headroom');
  await userEvent.click(form.getByRole('button', { name: 'Create' }));

  await screen.findByRole('list', { name: 'Alert rules' });
  expect(requests).toContainEqual(expect.objectContaining({ url: '/api/folders', data: { title: 'Headroom' } }));
  expect(requests).toContainEqual(
    expect.objectContaining({ url: RULES, data: expect.objectContaining({ uid: RULE.uid, folderUID: 'empty' }) })
  );
});

test('a viewer sees everything, tries a rule, and that writing is not for them', async () => {
  config.bootData = { user: { permissions: {} } } as unknown as typeof config.bootData;
  grafanaThatAnswers(GRAFANA);
  open();

  expect(screen.getByText(/You may read alert rules, and not write them/)).toBeVisible();
  await userEvent.click(await screen.findByRole('button', { name: `Try it: ${KIND!.title}` }));

  const form = await drawer();
  expect(form.getByLabelText('Fires below')).toHaveValue('99.9');
  expect(form.getByText(/You may try a rule, and not write it/)).toBeVisible();
  expect(form.queryByRole('button', { name: 'Create' })).not.toBeInTheDocument();
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

describe('the address', () => {
  test('leads to a rule, and back', async () => {
    grafanaThatAnswers({ ...GRAFANA, [`GET ${RULES}`]: answering('lists every rule', [asStored(RULE)]) });
    open('?from=now-7d&to=now');
    await userEvent.click(await screen.findByRole('button', { name: `Change ${RULE.title}` }));

    expect(locationService.getSearch().get('rule')).toBe(RULE.uid);
    act(() => locationService.getHistory().goBack());
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(locationService.getSearch().toString()).toBe('from=now-7d&to=now');
  });

  test('keeps what a new rule is about', async () => {
    grafanaThatAnswers(GRAFANA);
    open(`?new=${KIND!.id}&service=api`);

    const service = (await drawer()).getByLabelText(/^Service/);
    expect(service).toHaveValue('api');
    await userEvent.type(service, '-v2');
    await userEvent.tab();
    expect(locationService.getSearch().get('service')).toBe('api-v2');
  });

  test.each([
    ['not there', 'headroom-gone'],
    ['of another data source', RULE.uid],
  ])('says when its rule is %s', async (_, uid) => {
    const elsewhere = asStored(newRule(KIND!));
    elsewhere.data = elsewhere.data.map((query) => ({ ...query, datasourceUid: 'other' }));
    grafanaThatAnswers({ ...GRAFANA, [`GET ${RULES}`]: answering('lists every rule', [elsewhere]) });
    open(`?rule=${uid}`);

    expect(await screen.findByText('The rule of this address is not there')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
    expect(screen.queryByText('The rule of this address is not there')).not.toBeInTheDocument();
  });
});

describe('deleting', () => {
  const stored = asStored(RULE);
  const withRule = (rule: object) => ({
    ...GRAFANA,
    [`GET ${RULES}`]: answering('lists every rule', [rule]),
    [`GET ${RULES}/${RULE.uid}`]: answering('shows one rule', rule),
    [`DELETE ${RULES}/${RULE.uid}`]: recorded('deletes a rule'),
  });
  const confirm = async (name: string) => userEvent.click(await screen.findByRole('button', { name, hidden: false }));

  test('happens after a second word, which can be no', async () => {
    const requests = grafanaThatAnswers(withRule(stored));
    open(`?rule=${RULE.uid}`);
    await userEvent.click((await drawer()).getByRole('button', { name: 'Delete' }));
    await confirm('Keep');
    expect(requests.some(({ method }) => method === 'DELETE')).toBe(false);

    await userEvent.click((await drawer()).getByRole('button', { name: 'Delete' }));
    await userEvent.click(screen.getByTestId('data-testid Confirm Modal Danger Button'));
    await screen.findByRole('list', { name: 'Alert rules' });
    expect(requests.some(({ method }) => method === 'DELETE')).toBe(true);
    expect(locationService.getSearch().get('rule')).toBeNull();
  });

  test('says beforehand that the changes of others go, too', async () => {
    grafanaThatAnswers(withRule({ ...stored, for: '1h' }));
    open(`?rule=${RULE.uid}`);
    await userEvent.click((await drawer()).getByRole('button', { name: 'Delete' }));

    expect(screen.getByText('What somebody changed of it in Grafana is lost, too.')).toBeVisible();
  });

  test('is not offered for a provisioned rule', async () => {
    grafanaThatAnswers(withRule({ ...stored, provenance: 'file' }));
    open(`?rule=${RULE.uid}`);

    const form = await drawer();
    expect(form.getByText(/This rule is provisioned: change the file/)).toBeVisible();
    expect(form.queryByRole('button', { name: 'Delete' })).not.toBeInTheDocument();
    expect(form.queryByRole('button', { name: 'Save' })).not.toBeInTheDocument();
  });
});

describe('on the past', () => {
  const MINUTE = 60_000;
  const START = Date.UTC(2026, 10, 1);
  /** A value a minute. */
  const answered = (...values: Array<number | null>) => ({
    state: LoadingState.Done,
    data: [
      createDataFrame({
        fields: [
          { name: 'time', type: FieldType.time, values: values.map((_, index) => START + index * MINUTE) },
          { name: 'value', type: FieldType.number, values, config: { displayNameFromDS: 'Availability' } },
        ],
      }),
    ],
  });
  const HISTORY = `&from=${START}&to=${START + 20 * MINUTE}`;

  beforeEach(() => grafanaThatAnswers(GRAFANA));

  test('a change of the bound is computed here, a change of scope asks again', async () => {
    trend.mockReturnValue(of(answered(1, ...Array<number>(8).fill(0.995), 1, 1)));
    open(`?new=${KIND!.id}${HISTORY}`);
    const form = await drawer();

    expect(await form.findByText(/Would have fired once, 3m in all/)).toBeVisible();
    expect(form.getByRole('cell', { name: 'Availability' })).toBeVisible();
    expect(form.getByRole('link', { name: 'Explore' })).toHaveAttribute('href', expect.stringContaining('kpi_trend'));

    await userEvent.clear(form.getByLabelText('Fires below'));
    await userEvent.type(form.getByLabelText('Fires below'), '99');
    expect(form.getByText(/Would not have fired: there was no breach/)).toBeVisible();
    expect(trend).toHaveBeenCalledTimes(1);

    fireEvent.change(form.getByLabelText(/^Service/), { target: { value: 'api' } });
    await form.findByText(/Would not have fired/);
    await act(() => new Promise((resolve) => setTimeout(resolve, 600)));
    expect(trend).toHaveBeenCalledTimes(2);
    expect(trend).toHaveBeenLastCalledWith(
      expect.objectContaining({
        targets: [expect.objectContaining({ queryType: 'kpi_trend', kpis: ['availability'], service: 'api' })],
      })
    );
  });

  test('a history without values says so', async () => {
    trend.mockReturnValue(of(answered(null, null)));
    open(`?new=${KIND!.id}${HISTORY}`);

    expect(await (await drawer()).findByText(/Nothing to show: there is no value in this history/)).toBeVisible();
  });

  test('a failure says why, and asks again when told to', async () => {
    trend.mockReturnValue(of({ state: LoadingState.Error, data: [], errors: [{ message: 'Prometheus is down' }] }));
    open(`?new=${KIND!.id}${HISTORY}`);
    const form = await drawer();

    expect(await form.findByText('Prometheus is down')).toBeVisible();
    trend.mockReturnValue(of(answered(1, 1)));
    await userEvent.click(form.getByRole('button', { name: 'Try again' }));
    expect(await form.findByText(/Would not have fired/)).toBeVisible();
  });

  test('a connection that broke is no history without values', async () => {
    trend.mockReturnValue(of({ state: LoadingState.Done, data: [] }));
    open(`?new=${KIND!.id}${HISTORY}`);

    expect(await (await drawer()).findByText(/No answer came/)).toBeVisible();
  });

  test('a rule whose past cannot be asked for says why', async () => {
    open('?new=change-failure');

    expect(await (await drawer()).findByText(/There is no preview of this rule. The weeks of the past/)).toBeVisible();
    expect(trend).not.toHaveBeenCalled();
  });
});
