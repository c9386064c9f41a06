import { config, setBackendSrv } from '@grafana/runtime';
import { ConstantVariable, EmbeddedScene, SceneTimeRange, SceneVariableSet } from '@grafana/scenes';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { SignalMappings } from './SignalMappings';

const REQUESTS = {
  signal: 'requests',
  source: 'Prometheus',
  selector: 'http_requests_total{job="api"}',
  why: 'http_requests_total exists',
  candidates: [{ metric: 'http_server_requests_seconds', found: false }],
};

const open = (answer: () => Promise<unknown>) => {
  const get = jest.fn(answer);
  setBackendSrv({ get } as unknown as Parameters<typeof setBackendSrv>[0]);
  const ds = new ConstantVariable({ name: 'ds', value: 'headroom' });
  const scene = new EmbeddedScene({
    $timeRange: new SceneTimeRange({}),
    $variables: new SceneVariableSet({ variables: [ds] }),
    body: new SignalMappings({}),
  });
  render(<scene.Component model={scene} />);
  return get;
};

test('says what stands for a signal, why, and what else was looked for', async () => {
  open(async () => [REQUESTS]);

  expect(await screen.findByText('http_requests_total{job="api"}')).toBeVisible();
  expect(screen.getByText('http_requests_total exists')).toBeVisible();
  expect(screen.getByText('Looked for: http_server_requests_seconds (not found)')).toBeVisible();
});

test('looks again when asked to', async () => {
  const get = open(async () => [REQUESTS]);
  await screen.findByText('http_requests_total exists');
  await userEvent.click(screen.getByRole('button', { name: 'Look again' }));

  expect(get.mock.calls.map(([, params]: unknown[]) => params)).toEqual([undefined, { refresh: true }]);
});

test('says why nothing could be read, and where to look', async () => {
  open(() => Promise.reject({ status: 502, data: { error: 'prometheus: connection refused' }, config: {} }));

  expect(await screen.findByText(/prometheus: connection refused. Test the data source/)).toBeVisible();
});

test.each([
  [true, 1],
  [false, 0],
])('whoever may write data sources (%s) gets the way to edit the mapping', async (mayWrite, links) => {
  config.bootData.user.permissions = { 'datasources:write': mayWrite };
  open(async () => [REQUESTS]);
  await screen.findByText('http_requests_total exists');

  expect(screen.queryAllByRole('link', { name: 'Edit the mapping' })).toHaveLength(links);
});
