import { settingsSchema } from '../../testing/settingsSchema';
import { schemaAt } from '../settingsSchema';
import { formOf, SIGNALS, withForm } from './signalMapping';

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
  expect(withForm(before, form)).toEqual(expected);
});

test.each([
  ['sql', { columns: { id: 'key' }, since: '2026-01-01', sql: '' }],
  ['discover', { since: '2026-01-01' }],
] as const)('rows as %s keep their columns and since when they are complete', (form, expected) => {
  expect(withForm({ table: 'ops.incidents', columns: { id: 'key' }, since: '2026-01-01' }, form)).toEqual(expected);
});
