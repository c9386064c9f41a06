import { CoreApp, type DataSourceInstanceSettings } from '@grafana/data';
import { setTemplateSrv, type TemplateSrv } from '@grafana/runtime';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';

import type { HeadroomQuery } from '../../query/HeadroomQuery';
import { HeadroomDataSource } from '../HeadroomDataSource';
import { chooseOption } from '../testing/chooseOption';
import { fakeBackend, type Answers } from '../testing/fakeBackend';
import { fakeLayout } from '../testing/fakeLayout';
import { QueryEditor } from './QueryEditor';

beforeAll(fakeLayout);

/** Draws the editor on a page that keeps what it changes. */
async function edit(
  stored: object,
  { answers = { '/variables': ['api', 'web'] } as Answers, app = CoreApp.Explore } = {}
) {
  fakeBackend(answers);
  const getVariables = () => [
    { name: 'kpi', type: 'query' },
    { name: 'ds', type: 'datasource' },
  ];
  setTemplateSrv({ getVariables } as unknown as TemplateSrv);
  const datasource = new HeadroomDataSource({ uid: 'headroom', jsonData: {} } as DataSourceInstanceSettings);
  const runs = jest.fn();
  const initial = { refId: 'A', ...stored } as unknown as HeadroomQuery;
  let current = initial;
  function Page() {
    const [query, setQuery] = useState(initial);
    current = query;
    return <QueryEditor datasource={datasource} query={query} onChange={setQuery} onRunQuery={runs} app={app} />;
  }
  await act(async () => void render(<Page />));
  return { query: () => current, runs };
}

const labels = () =>
  [...document.querySelectorAll('label[id]')]
    .map((label) => label.textContent)
    .filter((label) => label !== 'Query type');

/** Types into a combobox and takes the option of that name. */
async function choose(label: string, option: string) {
  const input = screen.getByLabelText(label, { selector: 'input' });
  await chooseOption(input, option);
  fireEvent.blur(input);
}

function write(label: string, text: string) {
  const input = screen.getByLabelText(label);
  fireEvent.change(input, { target: { value: text } });
  fireEvent.blur(input);
}

describe('the form of each type', () => {
  const common = ['Service', 'Environment', 'Group by', 'Window'];
  test.each([
    ['kpi', ['Format', 'KPIs', ...common, 'Time zone']],
    ['kpi_trend', ['KPIs', ...common, 'Step', 'Time zone']],
    ['error_budget', ['Format', 'KPIs', 'Service', 'Environment', 'Group by', 'Period']],
    ['error_budget_trend', ['KPIs', 'Measure', 'Service', 'Environment', 'Group by', 'Period', 'Step']],
    ['delivery', ['Format', 'KPIs', ...common, 'Step', 'Time zone']],
    [
      'traffic',
      ['Format', 'Measure', 'Tables', 'Databases', 'Tiers', 'Categories', 'Environment', 'Window', 'Time zone'],
    ],
    [
      'traffic_trend',
      [
        'Measure',
        'Tables',
        'Databases',
        'Tiers',
        'Categories',
        'Environment',
        'Step',
        'Time zone',
        'Sort',
        'Limit',
        'Offset',
        'Max buckets',
      ],
    ],
    ['projection', ['Tenants', 'Present number']],
    ['requirements', ['Tenants', 'Present number']],
    ['coverage', ['Format', 'Signals', 'Window']],
  ])('%s has its fields', async (queryType, fields) => {
    await edit({ queryType });
    expect(labels()).toEqual(fields);
  });
});

describe('a change', () => {
  test.each<[string, string, string, object]>([
    ['kpi', 'KPIs', 'Throughput', { kpis: ['throughput'] }],
    ['kpi', 'KPIs', '$kpi', { kpis: ['$kpi'] }],
    ['kpi', 'Service', 'web', { service: 'web' }],
    ['kpi', 'Service', '$service', { service: '$service' }],
    ['kpi', 'Group by', 'zone', { groupBy: ['zone'] }],
    ['kpi', 'Window', '30d', { window: '30d' }],
    ['kpi', 'Time zone', 'Europe/Berlin', { timeZone: 'Europe/Berlin' }],
    ['error_budget', 'KPIs', 'Error ratio', { kpis: ['error_ratio'] }],
    ['error_budget', 'Period', '28d', { period: '28d' }],
    ['kpi_trend', 'Step', '15m', { step: '15m' }],
    ['delivery', 'KPIs', 'Deployment frequency', { kpis: ['deployment_frequency'] }],
    ['delivery', 'Step', 'By week', { step: '1w' }],
    ['error_budget_trend', 'Measure', 'Burn rate ÷ factor of each alert', { measure: 'burn' }],
    ['traffic', 'Measure', 'Writes per hour', { measure: 'writes' }],
    ['coverage', 'Signals', 'Probe', { signals: ['probe'] }],
    ['traffic', 'Tables', 'public.jobs', { tables: ['public.jobs'] }],
    ['traffic', 'Environment', 'prod "1"\\n', { environment: 'prod "1"\\n' }],
    ['traffic_trend', 'Sort', 'Busiest first', { sort: 'value' }],
  ])('of %s: %s to %j is stored and run', async (queryType, label, option, fields) => {
    const { query, runs } = await edit({ queryType });
    await choose(label, option);

    expect(query()).toEqual({ refId: 'A', queryType, ...fields });
    expect(runs).toHaveBeenCalledTimes(1);
  });

  test('of the KPIs takes those that have an error budget alone', async () => {
    const { query } = await edit({ queryType: 'error_budget' });
    await choose('KPIs', 'Throughput');
    expect(query()).toEqual({ refId: 'A', queryType: 'error_budget' });
  });

  test('of a filter adds to the list that one text holds', async () => {
    const { query } = await edit({ queryType: 'kpi', service: '{api,a\\,b}' });
    await choose('Service', '{x,y}');

    expect(query()).toMatchObject({ service: '{api,a\\,b,x,y}' });
  });

  test('of a number is stored as one, and an emptied one goes', async () => {
    const { query } = await edit({ queryType: 'traffic_trend', offset: 3 });
    write('Limit', '5');
    write('Offset', '');

    expect(query()).toEqual({ refId: 'A', queryType: 'traffic_trend', limit: 5 });
  });

  test('of tenants waits until all of them are numbers', async () => {
    const { query } = await edit({ queryType: 'projection', tenants: [100] });
    write('Tenants', '100, 4.5');
    expect(query()).toMatchObject({ tenants: [100] });
    expect(screen.getByLabelText('Tenants')).toHaveValue('100, 4.5');
    expect(screen.getByText(/Whole numbers from 1/)).toBeVisible();

    write('Tenants', '100, 4500');
    expect(query()).toMatchObject({ tenants: [100, 4500] });
  });

  test('of a switch is stored while it is on', async () => {
    const { query } = await edit({ queryType: 'projection' });
    fireEvent.click(screen.getByLabelText('Present number'));
    expect(query()).toEqual({ refId: 'A', queryType: 'projection', includeCurrent: true });

    fireEvent.click(screen.getByLabelText('Present number'));
    expect(query()).toEqual({ refId: 'A', queryType: 'projection' });
  });

  test('of the format', async () => {
    const { query } = await edit({ queryType: 'kpi' });
    fireEvent.click(screen.getByLabelText('Table', { selector: 'input' }));

    expect(query()).toEqual({ refId: 'A', queryType: 'kpi', format: 'table' });
  });

  test('of the type drops what the new type does not take', async () => {
    const { query, runs } = await edit({
      queryType: 'kpi',
      kpis: ['throughput'],
      window: '7d',
      format: 'table',
      hide: true,
    });
    await choose('Query type', 'Projection');

    expect(query()).toEqual({ refId: 'A', queryType: 'projection', hide: true });
    expect(runs).toHaveBeenCalledTimes(1);
  });
});

describe('a stored query that is not quite right', () => {
  test('of a newer version keeps its fields, says so, and can lose them', async () => {
    const newer = { queryType: 'kpi', scenario: { tenants: 3 }, kpis: 'throughput' };
    const { query } = await edit(newer);
    expect(screen.getByText('scenario is not a field of kpi queries in this version')).toBeVisible();
    expect(screen.getByText('kpis is not a list of texts')).toBeVisible();

    await choose('Window', '30d');
    expect(query()).toEqual({ refId: 'A', ...newer, window: '30d' });

    fireEvent.click(screen.getByText('Remove scenario, kpis'));
    expect(query()).toEqual({ refId: 'A', queryType: 'kpi', window: '30d' });
  });

  test('of an unknown type is kept until another one is chosen', async () => {
    const { query, runs } = await edit({ queryType: 'forecast', horizon: '30d' });
    expect(screen.getByText('This version of Headroom has no query type "forecast"')).toBeVisible();
    expect(labels()).toEqual([]);
    expect(query()).toEqual({ refId: 'A', queryType: 'forecast', horizon: '30d' });
    expect(runs).not.toHaveBeenCalled();

    await choose('Query type', 'KPI trend');
    expect(query()).toEqual({ refId: 'A', queryType: 'kpi_trend' });
  });

  test('of another shape is kept until a type is chosen', async () => {
    const { query } = await edit({ type: 'kpi', kpi: 'availability', window: '7d' });
    expect(screen.getByText('This query does not say what to compute')).toBeVisible();
    expect(screen.getByText(/its fields are kept: type, kpi, window\./)).toBeVisible();
    expect(query()).toEqual({ refId: 'A', type: 'kpi', kpi: 'availability', window: '7d' });

    await choose('Query type', 'KPI');
    expect(query()).toEqual({ refId: 'A', queryType: 'kpi', window: '7d' });
    expect(screen.queryByText('This query does not say what to compute')).toBeNull();
  });

  test.each([[undefined], [''], [7], [null]])('with the type %j asks for one', async (queryType) => {
    await edit({ queryType });
    expect(screen.getByLabelText('Query type')).toHaveValue('');
    expect(labels()).toEqual([]);
  });

  test('shows a choice that is one of another type', async () => {
    await edit({ queryType: 'error_budget_trend', measure: 'writes' });
    expect(screen.getByText('Not one of remaining, burn')).toBeVisible();
  });

  test('shows a choice that is none', async () => {
    await edit({ queryType: 'traffic', measure: 'bananas' });
    expect(
      screen.getByText('Not one of operations, writes, scans, rows_read, position, expected_low, expected_high')
    ).toBeVisible();
  });
});

test('suggestions that do not load leave fields that take what is typed', async () => {
  const { query } = await edit({ queryType: 'kpi' }, { answers: {} });
  expect(screen.getByText(/No suggestions for kpi, service, environment: Not found/)).toBeVisible();
  await choose('Service', 'api');

  expect(query()).toMatchObject({ service: 'api' });
});

test('an alert rule is told which format it evaluates', async () => {
  const { query } = await edit({ queryType: 'kpi', format: 'table' }, { app: CoreApp.UnifiedAlerting });
  fireEvent.click(screen.getByText('Use the numeric format'));

  expect(query()).toMatchObject({ format: 'numeric' });
});
