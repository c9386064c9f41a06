import { expect, test } from 'vitest';

import { readPane, toTimeRange, writePane } from '../src/pages/exploreState';

test('a pane survives its way through the address', () => {
  const pane = {
    datasource: 'headroom',
    queries: [{ refId: 'A', queryType: 'kpi' }],
    range: { from: 'now-7d', to: 'now' },
  };
  expect(readPane(`?${writePane(pane)}`)).toEqual(pane);
});

test('without an address a pane has one empty query', () => {
  expect(readPane('')).toEqual({ queries: [{ refId: 'A' }], range: { from: 'now-24h', to: 'now' } });
});

test('bounds are epoch milliseconds or relative', () => {
  const { from, to, raw } = toTimeRange({ from: '1772362800000', to: 'now' });
  expect(from.toISOString()).toBe('2026-03-01T11:00:00.000Z');
  expect(from.isBefore(to)).toBe(true);
  expect(raw).toEqual({ from: '1772362800000', to: 'now' });
  expect(() => toTimeRange({ from: 'soon', to: 'now' })).toThrow('not a time: soon');
});
