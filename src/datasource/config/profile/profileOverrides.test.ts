import type { HeadroomOptions } from '../../settings';
import { overrideAt, readOverrides, withOverride } from './profileOverrides';

const options = (profile?: unknown) => ({ jsonData: { ...(profile !== undefined && { profile }) } }) as HeadroomOptions;

describe('withOverride', () => {
  test.each<[string, unknown, string[], unknown, unknown]>([
    ['the first override', undefined, ['targets', 'throughput', 'value'], 5, { targets: { throughput: { value: 5 } } }],
    [
      'a field beside others',
      { targets: { throughput: { minSamples: 1 } }, timeZone: 'UTC' },
      ['targets', 'throughput', 'value'],
      5,
      { targets: { throughput: { minSamples: 1, value: 5 } }, timeZone: 'UTC' },
    ],
    [
      'null, which means that there is none',
      {},
      ['targets', 'throughput', 'value'],
      null,
      { targets: { throughput: { value: null } } },
    ],
    [
      'the last override away',
      { targets: { throughput: { value: 5 } } },
      ['targets', 'throughput', 'value'],
      undefined,
      undefined,
    ],
    [
      'one override away',
      { windows: { health: '1d', traffic: '2h' } },
      ['windows', 'health'],
      undefined,
      { windows: { traffic: '2h' } },
    ],
    [
      'in the place of something else',
      { targets: 'x' },
      ['targets', 'throughput', 'value'],
      5,
      { targets: { throughput: { value: 5 } } },
    ],
  ])('puts %s', (_, before, keys, value, after) => {
    expect(withOverride(options(before), keys, value).jsonData.profile).toEqual(after);
  });
});

test.each([[undefined], ['text'], [[]], [null]])('a profile that is %j has no overrides', (stored) => {
  expect(overrideAt(options(stored), 'targets', 'throughput', 'value')).toBeUndefined();
});

test.each([
  ['', { profile: {} }],
  ['  \n', { profile: {} }],
  ['{"timeZone": "UTC"}', { profile: { timeZone: 'UTC' } }],
  ['[]', { error: expect.stringContaining('one JSON object') }],
  ['{"timeZone":', { error: expect.stringContaining('no JSON yet') }],
])('reads %j', (text, read) => {
  expect(readOverrides(text)).toEqual(read);
});
