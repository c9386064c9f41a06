import type { HeadroomSettings } from '../settings';
import { settingsSchema } from '../testing/settingsSchema';
import { checkSettings } from './settingsCheck';

const check = (jsonData: object) =>
  checkSettings(settingsSchema, jsonData as HeadroomSettings).map(({ path, message }) => `${path}: ${message}`);

const row = {
  tenants: 1,
  emailsPerDayLow: 1,
  emailsPerDayHigh: 2,
  concurrentUsersLow: 1,
  concurrentUsersHigh: 2,
};

test('settings that the data source takes are right', () => {
  expect(
    check({
      prometheus: { url: 'http://prometheus:9090', timeoutSeconds: 300, queryParameters: { dedup: 'true' } },
      postgres: { host: 'db', port: 5432, sslMode: 'verify-full' },
      signals: { requests: { metric: 'requests_total', matchers: ['env="prod"'] } },
      profile: {
        targets: { latency_p95: { value: 1.5 }, throughput: null, error_ratio: { value: null } },
        windows: { health: '28d' },
        tables: { 'archive.*': { low: 1, high: 10, tier: 'LOW', category: 'Archive' }, jobs: null },
        tenantRows: [row, { ...row, tenants: 2 }],
      },
      tlsAuth: true,
      httpHeaderName1: 'X-Scope-OrgID',
    })
  ).toEqual([]);
});

test.each([
  [
    'a number below its range',
    { prometheus: { timeoutSeconds: 0 } },
    'prometheus.timeoutSeconds: 0 is outside [1, 300]',
  ],
  ['a number above its range', { postgres: { port: 65536 } }, 'postgres.port: 65536 is outside [1, 65535]'],
  [
    'an excluded end',
    { profile: { verdicts: { minCoverage: 0 } } },
    'profile.verdicts.minCoverage: 0 is outside (0, 1]',
  ],
  ['a fraction of a count', { postgres: { port: 1.5 } }, 'postgres.port: 1.5 is not a whole number'],
  ['a wrong type', { prometheus: { url: 5 } }, 'prometheus.url: 5 is not a text'],
  ['a wrong part', { postgres: [] }, 'postgres: [] is not an object'],
  ['null for a part', { profile: { targets: null } }, 'profile.targets: null is not an object'],
  [
    'an unknown choice',
    { postgres: { sslMode: 'prefer' } },
    'postgres.sslMode: "prefer" is not known; known: disable, require, verify-ca, verify-full',
  ],
  [
    'an unknown key of a closed map',
    { profile: { windows: { healt: '1d' } } },
    'profile.windows.healt: is not a known key; known: health, delivery, traffic, coverage',
  ],
  [
    'a key in quotes',
    { profile: { tables: { 'public.jobs': { low: -1 } } } },
    'profile.tables["public.jobs"].low: -1 is outside (0, 1000000000000]',
  ],
  [
    'an element of a list',
    { profile: { tenantRows: [row, { ...row, tenants: 0 }] } },
    'profile.tenantRows[1].tenants: 0 is outside [1, 1000000000]',
  ],
  ['a missing field', { profile: { tenantRows: [row, {}] } }, 'profile.tenantRows[1].tenants: is missing'],
  ['a short list', { profile: { tenantRows: [row] } }, 'profile.tenantRows: 1 entries are fewer than the 2 needed'],
  [
    'no duration',
    { profile: { windows: { health: '3 weeks' } } },
    'profile.windows.health: "3 weeks" does not look like "30d" or "1h30m"',
  ],
  ['an empty text', { profile: { timeZone: '' } }, 'profile.timeZone: is empty'],
  [
    'a long text',
    { prometheus: { basicAuthUser: 'x'.repeat(501) } },
    'prometheus.basicAuthUser: 501 characters are more than the 500 allowed',
  ],
])('%s is named with its path and what is allowed', (_, jsonData, problem) => {
  expect(check(jsonData)).toContain(problem);
});

test('a long value is cut in the message', () => {
  const [problem] = check({ postgres: { port: 'x'.repeat(1000) } });
  expect(problem!.length).toBeLessThan(120);
});
