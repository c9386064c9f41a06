import { fireEvent, screen } from '@testing-library/react';

import { button, edit, expand, radio, type } from '../../testing/configPage';
import { fakeLayout } from '../../testing/fakeLayout';

jest.mock('@grafana/ui', () => ({
  ...jest.requireActual<object>('@grafana/ui'),
  CodeEditor:
    jest.requireActual<typeof import('../../testing/FakeCodeEditor')>('../../testing/FakeCodeEditor').FakeCodeEditor,
}));

beforeAll(fakeLayout);

describe('secrets', () => {
  test('what is typed into any secret goes to secureJsonData alone', async () => {
    const { options } = await edit({
      jsonData: {
        prometheus: { basicAuthUser: 'me', tlsAuth: true, tlsAuthWithCACert: true },
        postgres: { sslMode: 'verify-full' },
      },
    });
    expand('Client certificate');
    expand('Grafana annotations');
    const fields = [...document.querySelectorAll('[id^="headroom-secret-"]')];
    fields.forEach((field, index) => fireEvent.change(field, { target: { value: `s3cret-${index}` } }));

    expect(fields).toHaveLength(9);
    expect(Object.keys(options().secureJsonData ?? {}).sort()).toEqual([
      'grafanaToken',
      'postgresPassword',
      'postgresTlsCACert',
      'postgresTlsClientCert',
      'postgresTlsClientKey',
      'prometheusPassword',
      'prometheusTlsCACert',
      'prometheusTlsClientCert',
      'prometheusTlsClientKey',
    ]);
    expect(JSON.stringify(options().jsonData)).not.toContain('s3cret');
  });

  test('a stored one is not shown, and a reset asks Grafana to forget it', async () => {
    const { options } = await edit({ secureJsonFields: { postgresPassword: true } });
    const password = screen.getAllByLabelText('Password').at(-1)!;
    expect(password).toBeDisabled();
    fireEvent.click(button('Reset'));

    expect(options().secureJsonFields).toEqual({ postgresPassword: false });
    expect(options().secureJsonData).toEqual({ postgresPassword: '' });
  });

  test('another way of authentication forgets what only the one before needed', async () => {
    const { options } = await edit({
      jsonData: { prometheus: { url: 'http://p', basicAuthUser: 'me' } },
      secureJsonFields: { prometheusPassword: true, postgresPassword: true },
    });
    fireEvent.click(radio('Bearer token'));
    type('Token', 't0ken');

    expect(options().jsonData).toEqual({ prometheus: { url: 'http://p' } });
    expect(options().secureJsonFields).toEqual({ prometheusPassword: false, postgresPassword: true });
    expect(options().secureJsonData).toEqual({ prometheusPassword: '', prometheusToken: 't0ken' });
  });

  test("a header's name is a setting and its value a secret, which goes with it", async () => {
    const { options } = await edit({});
    expand('Requests');
    type('Header', 'X-Scope-OrgID');
    fireEvent.click(button('Add header'));
    type('Value of X-Scope-OrgID', 'tenant');

    expect(options().jsonData).toEqual({ prometheus: { customHeaders: ['X-Scope-OrgID'] } });
    expect(options().secureJsonData).toEqual({ 'prometheusHeader.X-Scope-OrgID': 'tenant' });

    fireEvent.click(button('Remove header X-Scope-OrgID'));
    expect(options().jsonData).toEqual({});
    expect(options().secureJsonData).toEqual({ 'prometheusHeader.X-Scope-OrgID': '' });
  });

  test.each(['Authorization: Bearer x', 'X Y', 'käse'])('%j is not taken for the name of a header', async (name) => {
    await edit({});
    expand('Requests');
    type('Header', name);

    expect(button('Add header')).toBeDisabled();
  });
});
