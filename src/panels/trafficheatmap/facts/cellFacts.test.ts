import { getDisplayProcessor, createTheme, type LinkModel } from '@grafana/data';

import { gridOf, tableSeries, wideFrame } from '../testing/trafficFrames';
import { bucketText } from './bucketText';
import { cellFacts, cellLinks, cellSentence } from './cellFacts';
import { standingOf, standingOfPosition } from './standing';

const range = { low: 100_000, high: 1_000_000 };

test.each([
  [0, 'below', 'Nothing at all: below the expected range'],
  [-5, 'below', 'Below the expected range'],
  [1, 'below', 'More than 99% below the expected range'],
  [42_000, 'below', '58% below the expected range'],
  [99_999, 'below', 'Less than 1% below the expected range'],
  [100_000, 'within', 'Within the expected range'],
  [1_000_000, 'within', 'Within the expected range'],
  [1_000_001, 'above', 'Less than 1% above the expected range'],
  [1_999_000, 'above', '100% above the expected range'],
  [1_080_000, 'above', '8% above the expected range'],
  [2_370_000, 'above', '2.37 times the upper end of the expected range'],
  [4_000_000, 'above', '4 times the upper end of the expected range'],
])('%d stands %s its range', (value, side, text) => {
  expect(standingOf(value, range)).toEqual({ side, text });
});

test.each([
  [-1, 'below', 'At least 90% below the expected range'],
  [-0.301, 'below', '50% below the expected range'],
  [0, 'within', 'Within the expected range'],
  [0.302, 'above', '2 times the upper end of the expected range'],
  [1, 'above', 'At least 10 times the upper end of the expected range'],
])('the position %d is %s', (position, side, text) => {
  expect(standingOfPosition(position)).toEqual({ side, text });
});

test.each([
  ['within a day', '2026-11-21T10:00:00Z', '2026-11-21T11:00:00Z', 'utc', 'Sat 2026-11-21 10:00 – 11:00 UTC'],
  [
    'of another time zone',
    '2026-07-01T10:00:00Z',
    '2026-07-01T11:00:00Z',
    'Europe/Berlin',
    'Wed 2026-07-01 12:00 – 13:00 CEST',
  ],
  [
    'over midnight',
    '2026-11-21T23:00:00Z',
    '2026-11-22T00:00:00Z',
    'utc',
    'Sat 2026-11-21 23:00 – Sun 2026-11-22 00:00 UTC',
  ],
  ['of seconds', '2026-11-21T10:00:00Z', '2026-11-21T10:00:15Z', 'utc', 'Sat 2026-11-21 10:00:00 – 10:00:15 UTC'],
])('a bucket %s', (_, start, end, zone, text) => {
  expect(bucketText(Date.parse(start), Date.parse(end), zone)).toBe(text);
});

describe('a cell', () => {
  const frame = {
    ...wideFrame([
      tableSeries('email_messages', [123_456.78912, null, 0, 5], range),
      tableSeries('other', [0.000123456, 7, 7, 7], undefined, { tier: '', category: '' }),
    ]),
    meta: { custom: { measure: 'operations' } },
  };
  for (const field of frame.fields) {
    field.display = getDisplayProcessor({ field, theme: createTheme() });
  }
  const grid = gridOf([frame], 4);
  const factsAt = (row: number, column: number, shared = 1) => cellFacts(grid, { row, column, shared }, 'utc');

  test('says everything that is known of it', () => {
    expect(factsAt(0, 0)).toEqual({
      name: 'email_messages',
      tier: 'CRITICAL',
      group: 'Content DB',
      measure: 'Operations/h (writes + scans)',
      value: '123 K',
      exact: '123,456.789',
      isUnknown: false,
      standing: { side: 'within', text: 'Within the expected range' },
      expected: '100 K – 1 Mil',
      bucket: 'Mon 2026-11-16 00:00 – 01:00 UTC',
      coverage: '75%',
      sharing: undefined,
    });
  });

  test('says that it is unknown, which is not zero', () => {
    expect(factsAt(0, 1)).toMatchObject({ value: 'Unknown', exact: undefined, isUnknown: true, standing: undefined });
    expect(factsAt(0, 2)).toMatchObject({ value: '0', isUnknown: false, standing: { side: 'below' } });
  });

  test('leaves out what nobody said', () => {
    expect(factsAt(1, 1)).toMatchObject({ tier: '', expected: undefined, standing: undefined, exact: undefined });
  });

  test('keeps the digits of small values', () => {
    expect(factsAt(1, 0).exact).toBe('0.000123456');
  });

  test('says when it stands for several buckets', () => {
    expect(factsAt(0, 0, 3).sharing).toBe('The most telling of 3 buckets this narrow');
  });

  test('in one sentence', () => {
    expect(cellSentence(factsAt(0, 0))).toBe(
      'email_messages, tier CRITICAL, Mon 2026-11-16 00:00 – 01:00 UTC, 123,456.789, Within the expected range'
    );
    expect(cellSentence(factsAt(1, 1))).toBe('other, Mon 2026-11-16 01:00 – 02:00 UTC, 7');
  });

  test('links by the row of its frame, and not at all when it is unknown', () => {
    const link = (valueRowIndex?: number): LinkModel => ({
      href: `/${valueRowIndex}`,
      title: 't',
      target: undefined,
      origin: {},
    });
    grid.rows[0]!.series.field.getLinks = ({ valueRowIndex }) => [link(valueRowIndex)];

    expect(cellLinks(grid, 0, 2).map(({ href }) => href)).toEqual(['/2']);
    expect(cellLinks(grid, 0, 1)).toEqual([]);
    expect(cellLinks(grid, 1, 0)).toEqual([]);
  });
});

test('ranges that are open at one end', () => {
  const open = (custom: object) => {
    const grid = gridOf([wideFrame([{ values: [1], config: { custom } }])], 1);
    return cellFacts(grid, { row: 0, column: 0, shared: 1 }, 'utc').expected;
  };

  expect(open({ expectedLow: 5 })).toBe('at least 5');
  expect(open({ expectedHigh: 5 })).toBe('at most 5');
});
