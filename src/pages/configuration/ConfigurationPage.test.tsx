import { type AppPluginMeta, AppPlugin, type PluginMeta } from '@grafana/data';
import { type BackendSrv, config, setBackendSrv } from '@grafana/runtime';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { APP_ID, DATASOURCE_ID } from '../../plugin/ids';
import { withDataSources } from '../testing/dataSources';
import { AppState } from './AppState';
import ConfigurationPage from './ConfigurationPage';

const HEALTH: Record<string, () => Promise<unknown>> = {
  good: async () => ({ status: 'OK', message: 'Prometheus and PostgreSQL answer' }),
  bad: () => Promise.reject({ status: 400, data: { status: 'ERROR', message: 'Prometheus refused' }, config: {} }),
};

const post = jest.fn();

beforeEach(() => {
  post.mockReset();
  setBackendSrv({
    get: (url: string) => HEALTH[/uid\/(\w+)\/health/.exec(url)?.[1] ?? '']!(),
    post,
  } as unknown as BackendSrv);
  as('Admin');
});

/** Whose permissions follow from the role alone, as in a Grafana without others. */
function as(role: 'Admin' | 'Viewer') {
  config.bootData = { user: { orgRole: role } } as unknown as typeof config.bootData;
}

const meta = (enabled: boolean) => ({ id: APP_ID, enabled, jsonData: { kept: 1 } }) as unknown as PluginMeta;

function open(enabled = true) {
  const plugin = new AppPlugin();
  plugin.meta = meta(enabled) as AppPluginMeta;
  return render(<ConfigurationPage plugin={plugin} query={{}} />);
}

const part = (name: string) => within(screen.getByRole('region', { name }));

test('each data source with what its test says, and the link to its settings', async () => {
  withDataSources({ good: DATASOURCE_ID, bad: DATASOURCE_ID, prom: 'prometheus' });
  open();
  const [good, bad, ...others] = part('Data sources').getAllByRole('listitem');

  expect(others).toEqual([]);
  expect(await within(good!).findByText('Prometheus and PostgreSQL answer')).toBeVisible();
  expect(within(good!).getByText('Connected')).toBeVisible();
  expect(await within(bad!).findByText('Prometheus refused')).toBeVisible();
  expect(within(bad!).getByText('Not connected')).toBeVisible();
  expect(within(good!).getByRole('link', { name: 'Settings of Data source good' })).toHaveAttribute(
    'href',
    '/connections/datasources/edit/good'
  );
  expect(within(good!).getByRole('link', { name: 'Sources of Data source good' })).toHaveAttribute(
    'href',
    `/a/${APP_ID}/sources?var-ds=good`
  );
});

test('without a data source it says what one is for, and leads to adding it', () => {
  withDataSources({});
  open();

  expect(part('Data sources').getByRole('status')).toHaveTextContent('There is no Headroom data source');
  expect(screen.getByRole('link', { name: 'Add a Headroom data source' })).toHaveAttribute(
    'href',
    '/connections/datasources/new'
  );
});

test('somebody who may change nothing is led to an administrator', () => {
  as('Viewer');
  withDataSources({});
  open(false);

  expect(part('Data sources').getByRole('status')).toHaveTextContent('Ask an administrator to add one');
  expect(part('App').getByText('Ask an administrator to enable it.')).toBeVisible();
  expect(screen.queryByRole('link', { name: 'Add a Headroom data source' })).not.toBeInTheDocument();
  expect(part('App').queryByRole('button')).not.toBeInTheDocument();
});

test('an enabled app says so', () => {
  withDataSources({});
  open();

  expect(part('App').getByText('Enabled')).toBeVisible();
  expect(part('App').queryByRole('button')).not.toBeInTheDocument();
});

test('a disabled app is enabled with the settings that it has, and the page is loaded anew', async () => {
  const reload = jest.fn();
  post.mockResolvedValue({});
  render(<AppState meta={meta(false)} reload={reload} />);
  await userEvent.click(screen.getByRole('button', { name: 'Enable Headroom' }));

  expect(post.mock.calls[0]?.slice(0, 2)).toEqual([
    `/api/plugins/${APP_ID}/settings`,
    { enabled: true, pinned: true, jsonData: { kept: 1 } },
  ]);
  expect(reload).toHaveBeenCalledTimes(1);
});

test('what keeps the app from being enabled is said', async () => {
  const reload = jest.fn();
  post.mockRejectedValue(new Error('no permission'));
  render(<AppState meta={meta(false)} reload={reload} />);
  await userEvent.click(screen.getByRole('button', { name: 'Enable Headroom' }));

  expect(screen.getByRole('alert')).toHaveTextContent('no permission');
  expect(reload).not.toHaveBeenCalled();
});
