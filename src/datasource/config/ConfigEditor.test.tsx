import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { useState, type ComponentProps } from 'react';

import { publishHealth } from '../health/lastHealth';
import type { HeadroomOptions } from '../settings';
import { fakeBackend, type Answers } from '../testing/fakeBackend';
import { fakeLayout } from '../testing/fakeLayout';
import { settingsSchema } from '../testing/settingsSchema';
import { ConfigEditor } from './ConfigEditor';

// Monaco is Grafana's own and is not on npm in a form that Jest can load. As Grafana's editor does, this one calls what
// it was given when it was mounted, and reports every text, also one that it is given.
jest.mock('@grafana/ui', () => {
  const { useEffect, useState } = jest.requireActual<typeof import('react')>('react');
  function CodeEditor({ value, readOnly, onChange, monacoOptions }: CodeEditorProps) {
    const [mounted] = useState(() => onChange);
    useEffect(() => mounted?.(value), [mounted, value]);
    return (
      <textarea
        aria-label={monacoOptions?.ariaLabel}
        value={value}
        readOnly={readOnly}
        onChange={(event) => mounted?.(event.currentTarget.value)}
      />
    );
  }
  return { ...jest.requireActual<object>('@grafana/ui'), CodeEditor };
});

type CodeEditorProps = ComponentProps<typeof import('@grafana/ui').CodeEditor>;

// The whole page is drawn for each test, on machines that do other things too.
jest.setTimeout(30_000);
beforeAll(fakeLayout);

const ANSWERS: Answers = {
  '/resources/schema': { settings: settingsSchema },
  '/resources/catalog': {
    targets: { availability: { unit: 'ratio', comparison: '>=', value: 0.999, minSamples: 400 } },
    windows: { health: '30d' },
  },
  '/resources/signals': [
    {
      signal: 'requests',
      category: 'application',
      source: 'Prometheus',
      convention: 'Micrometer',
      selector: 'http_server_requests_seconds{uri!="/ping"}',
      labels: { service: 'app' },
      why: 'it exists',
      neededBy: ['availability'],
    },
    { signal: 'probe', category: 'user_experience', why: 'no probe_success: map signals.probe', neededBy: null },
  ],
};

/** Draws the editor on a Grafana that keeps what it changes. */
async function edit(stored: Partial<Record<keyof HeadroomOptions, unknown>>, answers: Answers = ANSWERS) {
  const requests = fakeBackend(answers);
  const initial = { uid: 'headroom', jsonData: {}, secureJsonFields: {}, ...stored } as HeadroomOptions;
  let current = initial;
  function Page() {
    const [options, setOptions] = useState(initial);
    current = options;
    return <ConfigEditor options={options} onOptionsChange={setOptions} />;
  }
  await act(async () => void render(<Page />));
  return { options: () => current, requests };
}

/** A control by how its label begins: descriptions are part of labels. */
const control = (label: string) =>
  screen.getByLabelText((text) => text.startsWith(label), { selector: 'textarea, input:not([type="radio"])' });
const type = (label: string, value: string) => fireEvent.change(control(label), { target: { value } });
/** A button by its text or label; looking for roles in a page of this size takes seconds. */
const button = (name: string) =>
  screen.queryByLabelText(name, { selector: 'button' }) ?? screen.getByText(name).closest('button')!;
const radio = (name: string) => screen.getByLabelText(name, { selector: 'input[type="radio"]' });
const section = (name: string) => screen.getByLabelText(name, { selector: 'section' });
const expand = (section: string) => fireEvent.click(screen.getByRole('button', { name: `Expand section ${section}` }));

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

describe('secrets', () => {
  test('what is typed into any secret goes to secureJsonData alone', async () => {
    const { options } = await edit({
      jsonData: {
        prometheus: { basicAuthUser: 'me', tlsAuth: true, tlsAuthWithCACert: true },
        postgres: { sslMode: 'verify-full' },
      },
    });
    expand('Client certificate');
    const fields = [...document.querySelectorAll('[id^="headroom-secret-"]')];
    fields.forEach((field, index) => fireEvent.change(field, { target: { value: `s3cret-${index}` } }));

    expect(fields).toHaveLength(8);
    expect(Object.keys(options().secureJsonData ?? {}).sort()).toEqual([
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

  test('are read again after a test', async () => {
    const { requests } = await edit({ uid: 'tested' });
    const reads = () => requests.filter(({ url }) => url === '/api/datasources/uid/tested/resources/signals').length;
    expect(reads()).toBe(1);
    await act(async () => publishHealth('tested', { ok: true, title: 'Prometheus: working', parts: [] }));

    expect(reads()).toBe(2);
  });
});

describe('profile', () => {
  const overrides = () => screen.getByLabelText('Overrides', { selector: 'textarea' });

  test('a target is stored in its base unit, and an emptied one is as shipped', async () => {
    const { options } = await edit({});
    expect(screen.getByText('≥ 99.9%')).toBeVisible();
    type('Own target of Availability', '0.9995');
    expect(options().jsonData).toEqual({ profile: { targets: { availability: { value: 0.9995 } } } });
    type('Own target of Availability', '');
    expect(options().jsonData).toEqual({});
  });

  test('a percentage in the place of a ratio is noticed', async () => {
    await edit({});
    type('Own target of Availability', '99.9');

    expect(screen.getByText(/99.9 is outside \(0, 1\)/)).toBeVisible();
  });

  test('a KPI can be without a target', async () => {
    const { options } = await edit({});
    fireEvent.click(button('No target for Throughput'));

    expect(options().jsonData).toEqual({ profile: { targets: { throughput: { value: null } } } });
  });

  test('overrides that the data source would refuse are not taken over', async () => {
    const { options } = await edit({ jsonData: { profile: { timeZone: 'UTC' } } });
    fireEvent.change(overrides(), { target: { value: '{"verdicts": {"minCoverage": 1.5}}' } });

    expect(options().jsonData).toEqual({ profile: { timeZone: 'UTC' } });
    expect(screen.getByText('profile.verdicts.minCoverage')).toBeVisible();
    expect(screen.getByText(/1.5 is outside \(0, 1\]/)).toBeVisible();
    expect(overrides()).toHaveValue('{"verdicts": {"minCoverage": 1.5}}');
  });

  test('the forms and the text edit the same overrides', async () => {
    const { options } = await edit({});
    type('URL', 'http://prometheus:9090');
    type('Own target of Availability', '0.9995');
    expect(JSON.parse((overrides() as HTMLTextAreaElement).value)).toEqual(options().jsonData.profile);

    const profile = { targets: { availability: { value: 0.9995 }, throughput: { value: 1200 } } };
    fireEvent.change(overrides(), { target: { value: JSON.stringify(profile) } });
    expect(options().jsonData).toEqual({ prometheus: { url: 'http://prometheus:9090' }, profile });
    expect(control('Own target of Throughput')).toHaveValue(1200);
  });

  test('a text that is no JSON yet stays as it is typed', async () => {
    const { options } = await edit({});
    fireEvent.change(overrides(), { target: { value: '{"tables":' } });

    expect(overrides()).toHaveValue('{"tables":');
    expect(screen.getByText(/no JSON yet/)).toBeVisible();
    fireEvent.change(overrides(), { target: { value: '{"tables": {"jobs": null}}' } });
    expect(options().jsonData).toEqual({ profile: { tables: { jobs: null } } });
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
