import { act, screen, within } from '@testing-library/react';

import { publishHealth } from '../health/lastHealth';
import { button, control, edit, section, type } from '../testing/configPage';
import { fakeLayout } from '../testing/fakeLayout';

jest.mock('@grafana/ui', () => ({
  ...jest.requireActual<object>('@grafana/ui'),
  CodeEditor:
    jest.requireActual<typeof import('../testing/FakeCodeEditor')>('../testing/FakeCodeEditor').FakeCodeEditor,
}));

beforeAll(fakeLayout);

describe('connections', () => {
  test('a new address keeps every other setting', async () => {
    const jsonData = { prometheus: { url: '', timeoutSeconds: 10 }, somethingNewer: { a: 1 } };
    const { options } = await edit({ jsonData });
    type('URL', 'http://prometheus:9090');

    expect(options().jsonData).toEqual({
      prometheus: { url: 'http://prometheus:9090', timeoutSeconds: 10 },
      somethingNewer: { a: 1 },
    });
  });

  test('an emptied setting leaves no trace, so that the default holds', async () => {
    const { options } = await edit({ jsonData: { postgres: { host: 'db' } } });
    type('Host', '');

    expect(options().jsonData).toEqual({});
  });

  test('numbers are numbers, and one outside its range says which it is', async () => {
    const { options } = await edit({});
    type('Port', '70000');

    expect(options().jsonData).toEqual({ postgres: { port: 70000 } });
    expect(screen.getAllByText(/70000 is outside \[1, 65535\]/)).not.toHaveLength(0);
  });

  test('parts of a wrong shape do not keep the editor from opening', async () => {
    await edit({ jsonData: { prometheus: 'http://x', postgres: null, signals: [], profile: 7 } });

    expect(control('URL')).toHaveValue('');
    expect(screen.getAllByText(/"http:\/\/x" is not an object/)).not.toHaveLength(0);
  });

  test('a backend that does not answer is said once, and the forms stay', async () => {
    await edit({}, {});

    expect(screen.getByText(/Settings are not checked while you type.*Not found/)).toBeVisible();
    expect(control('URL')).toBeEnabled();
  });
});

test('provisioned settings can only be looked at', async () => {
  await edit({
    readOnly: true,
    jsonData: { prometheus: { url: 'http://p', customHeaders: ['X-A'], tlsAuth: true } },
    secureJsonFields: { 'prometheusHeader.X-A': true },
  });
  const controls = [...document.querySelectorAll('input, textarea')];
  const editable = controls.filter((field) => !field.matches(':disabled, [readonly]'));

  expect(controls.length).toBeGreaterThan(20);
  expect(editable).toEqual([]);
  expect(screen.queryByText('Reset')).toBeNull();
  expect(button('Remove header X-A')).toBeDisabled();
});

test('every part of the last test is listed with its cure', async () => {
  await edit({ uid: 'broken' });
  await act(async () =>
    publishHealth('broken', {
      ok: false,
      title: 'PostgreSQL: not working',
      parts: [
        { name: 'Prometheus', status: 'ok', message: 'Prometheus 3.5.0' },
        { name: 'PostgreSQL', status: 'error', message: 'the password was refused. Correct user and password' },
        { name: 'Signals', status: 'warning', message: '6 of 7 signals mapped', notices: ['probe: nothing. Map it'] },
      ],
    })
  );

  expect(section('PostgreSQL')).toHaveTextContent(
    'Not workingPostgreSQLthe password was refused. Correct user and password'
  );
  expect(within(section('Signals')).getByText('probe: nothing. Map it')).toBeVisible();
});
