import { settingsSchema } from '../../testing/settingsSchema';
import { schemaAt } from '../settingsSchema';
import { formOf, hasSeries, SIGNALS, withForm } from './signalMapping';

test('the signals are those that the settings take', () => {
  expect(Object.keys(SIGNALS)).toEqual(schemaAt(settingsSchema, 'signals')?.propertyNames?.enum);
});

test.each([
  [{}, 'discover'],
  [undefined, 'discover'],
  [{ labels: { service: 'app' }, matchers: ['a="b"'] }, 'discover'],
  [{ metric: 'up' }, 'metric'],
  [{ expr: '' }, 'expr'],
  [{ sql: 'SELECT 1' }, 'sql'],
  [{ table: 'ops.incidents', columns: { id: 'key' } }, 'table'],
  [{ tags: [] }, 'tags'],
])('%j is of the form %s', (override, form) => {
  expect(formOf(override)).toBe(form);
});

test.each([
  ['metric', { matchers: ['a="b"'], labels: { service: 'app' }, metric: '' }],
  ['discover', { matchers: ['a="b"'], labels: { service: 'app' } }],
  ['expr', { labels: { service: 'app' }, expr: '' }],
  ['sql', { labels: { service: 'app' }, sql: '' }],
] as const)('as %s an override keeps what applies to it', (form, expected) => {
  const before = { metric: 'up', matchers: ['a="b"'], labels: { service: 'app' } };
  expect(withForm('requests', before, form)).toEqual(expected);
});

test.each([
  ['sql', { columns: { id: 'key' }, since: '2026-01-01', sql: '' }],
  ['metric', { since: '2026-01-01', metric: '' }],
  ['discover', { since: '2026-01-01' }],
] as const)('events as %s keep what applies to them, and since when they are complete', (form, expected) => {
  const table = { table: 'ops.incidents', columns: { id: 'key' }, since: '2026-01-01' };
  expect(withForm('incidents', table, form)).toEqual(expected);
});

test.each([
  ['metric', { matchers: ['a="b"'], labels: { service: 'app' }, metric: '' }],
  ['tags', { labels: { service: 'app' }, tags: [] }],
  ['table', { table: '' }],
  ['sql', { sql: '' }],
] as const)('alerts as %s keep their labels where there are any', (form, expected) => {
  const alerts = { metric: 'ALERTS', matchers: ['a="b"'], labels: { service: 'app' } };
  expect(withForm('incidents', alerts, form)).toEqual(expected);
});

test('events have series only where a metric is named', () => {
  expect(hasSeries('incidents', 'discover')).toBe(false);
  expect(hasSeries('incidents', 'metric')).toBe(true);
  expect(hasSeries('requests', 'discover')).toBe(true);
});
