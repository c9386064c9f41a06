import { linesOf, readHealth, toTestResult } from './health';

const part = (name: string, status: string, message: string, notices?: string[]) => ({
  name,
  status,
  message,
  notices,
});
const answer = (status: string, ...parts: unknown[]) => ({ status, message: 'joined', details: { parts } });

const prometheus = part('Prometheus', 'ok', 'Prometheus 3.5.0');
const postgres = part('PostgreSQL', 'error', 'PostgreSQL: the password was refused. Correct user and password');
const signals = part('Signals', 'warning', '6 of 7 signals mapped', ['probe: nothing found. Map signals.probe']);

test('all parts work', () => {
  const result = toTestResult(readHealth(answer('OK', prometheus, part('PostgreSQL', 'absent', 'not configured'))));

  expect(result.status).toBe('success');
  expect(result.message).toBe('Prometheus: working');
  expect(result.details.message).toBe('');
});

test('what is missing is named with its cure, and does not pass for success', () => {
  const result = toTestResult(readHealth(answer('OK', prometheus, signals)));

  expect(result.status).toBe('warning');
  expect(result.message).toBe('Working, with gaps: Signals');
  expect(result.details.message).toBe('Signals: 6 of 7 signals mapped. probe: nothing found. Map signals.probe');
});

test('a failure names the part once, and every part is in the lines', () => {
  const result = toTestResult(readHealth(answer('ERROR', prometheus, postgres, signals)));

  expect(result.status).toBe('error');
  expect(result.message).toBe('PostgreSQL: not working');
  expect(result.details.message).toContain('PostgreSQL: the password was refused. Correct user and password');
  expect(result.details.verboseMessage).toBe(
    [
      'Prometheus: Prometheus 3.5.0',
      'PostgreSQL: the password was refused. Correct user and password',
      'Signals: 6 of 7 signals mapped',
      '  • probe: nothing found. Map signals.probe',
    ].join('\n')
  );
});

test('each problem of refused settings gets a line', () => {
  const refused = part(
    'Settings',
    'error',
    'settings: profile.tables.jobs.low: 5 is above high, 3; prometheus.oops: is not a known key; known: url, tlsAuth; signals["a b"]: is not a signal. Correct these settings'
  );
  const { parts } = readHealth(answer('ERROR', refused));

  expect(parts.flatMap(linesOf)).toEqual([
    'profile.tables.jobs.low: 5 is above high, 3',
    'prometheus.oops: is not a known key; known: url, tlsAuth',
    'signals["a b"]: is not a signal. Correct these settings',
  ]);
});

test.each([
  ['no answer', undefined, 'The health check did not run: Grafana gave no reason.'],
  ['an error of Grafana itself', { message: 'Plugin unavailable' }, 'The health check did not run: Plugin unavailable'],
  [
    'parts that are none',
    { status: 'ERROR', message: 'odd', details: { parts: [null, 'x', { name: 1 }] } },
    'did not run: odd',
  ],
])('%s is a failure that says where to look', (_, response, title) => {
  const health = readHealth(response);

  expect(health.ok).toBe(false);
  expect(health.title).toContain(title);
});
