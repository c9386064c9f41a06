import { act, fireEvent, within } from '@testing-library/react';

import { publishHealth } from '../../health/lastHealth';
import { button, control, edit, radio, section, type } from '../../testing/configPage';
import { fakeLayout } from '../../testing/fakeLayout';

jest.mock('@grafana/ui', () => ({
  ...jest.requireActual<object>('@grafana/ui'),
  CodeEditor:
    jest.requireActual<typeof import('../../testing/FakeCodeEditor')>('../../testing/FakeCodeEditor').FakeCodeEditor,
}));

beforeAll(fakeLayout);

describe('signals', () => {
  test('say what stands for them and why, or what is missing', async () => {
    await edit({});

    const requests = within(section('Requests'));
    expect(requests.getByText(/Prometheus · Micrometer/)).toBeVisible();
    expect(requests.getByText('http_server_requests_seconds{uri!="/ping"}')).toBeVisible();
    const probe = within(section('Probe'));
    expect(probe.getByText(/Nothing found/)).toBeVisible();
    expect(probe.getByText('no probe_success: map signals.probe')).toBeVisible();
  });

  test('take a metric, matchers and labels, and go back to discovery', async () => {
    const { options } = await edit({});
    fireEvent.click(button('Change the mapping of Requests'));
    fireEvent.click(radio('Metric'));
    type('Metric', 'requests_total');
    type('Matchers', 'env="prod"\n\nroute!~"/internal/.*"\n');
    type('Label of the service', 'svc');

    expect(options().jsonData).toEqual({
      signals: {
        requests: {
          metric: 'requests_total',
          matchers: ['env="prod"', 'route!~"/internal/.*"'],
          labels: { service: 'svc' },
        },
      },
    });

    fireEvent.click(button('Leave it to discovery'));
    expect(options().jsonData).toEqual({});
  });

  test('that are rows take a table, its columns and since when they are complete', async () => {
    const { options } = await edit({});
    fireEvent.click(button('Change the mapping of Incidents'));
    fireEvent.click(radio('Table'));
    type('Table', 'ops.tickets');
    type('Column of started_at', 'opened_at');
    type('Column of severity', 'level');
    type('Column of severity', '');
    type('Complete since', ' 2026-01-01 ');

    const table = { table: 'ops.tickets', columns: { started_at: 'opened_at' }, since: '2026-01-01' };
    expect(options().jsonData).toEqual({ signals: { incidents: table } });

    fireEvent.click(radio('SQL statement'));
    type('Statement', 'SELECT * FROM tickets');
    const { table: _, ...rest } = table;
    expect(options().jsonData).toEqual({ signals: { incidents: { ...rest, sql: 'SELECT * FROM tickets' } } });

    type('Column of started_at', '');
    type('Complete since', '');
    expect(options().jsonData).toEqual({ signals: { incidents: { sql: 'SELECT * FROM tickets' } } });
  });

  test('that are events take a metric, its matchers and labels', async () => {
    const { options } = await edit({});
    fireEvent.click(button('Change the mapping of Incidents'));
    fireEvent.click(radio('Metric'));
    type('Metric', 'ALERTS');
    type('Matchers', 'severity=~"critical|page"');
    type('Label of the severity', 'level');

    const alerts = { metric: 'ALERTS', matchers: ['severity=~"critical|page"'], labels: { severity: 'level' } };
    expect(options().jsonData).toEqual({ signals: { incidents: alerts } });

    fireEvent.click(radio('Table'));
    expect(options().jsonData).toEqual({ signals: { incidents: { table: '' } } });
  });

  test('that are events take the tags of annotations, and the keys of their tags', async () => {
    const { options } = await edit({});
    fireEvent.click(button('Change the mapping of Deployments'));
    fireEvent.click(radio('Annotations'));
    const tags = control('Tags');
    fireEvent.change(tags, { target: { value: 'deployment' } });
    fireEvent.keyDown(tags, { key: 'Enter' });
    type('Key of the tag of the outcome', 'result');

    expect(options().jsonData).toEqual({
      signals: { deployments: { tags: ['deployment'], labels: { outcome: 'result' } } },
    });
  });

  test('are read again after a test', async () => {
    const { requests } = await edit({ uid: 'tested' });
    const reads = () => requests.filter(({ url }) => url === '/api/datasources/uid/tested/resources/signals').length;
    expect(reads()).toBe(1);
    await act(async () => publishHealth('tested', { ok: true, title: 'Prometheus: working', parts: [] }));

    expect(reads()).toBe(2);
  });
});
