import { cellText } from './cellText';
import { DEFAULT_OPTIONS } from './options';
import type { ScalingColumn } from './scalingModel';

const column = (id: string, unit?: string): ScalingColumn => ({
  id,
  title: id,
  kind: 'amount',
  fieldNames: [id],
  unit,
});
const amount = (value: number | null) => ({ low: value, high: value });
const text = (...[cell, of, options]: [Parameters<typeof cellText>[0], ScalingColumn, object?]) =>
  cellText(cell, of, { ...DEFAULT_OPTIONS, ...options });

// The worked numbers of the card's curves.
test.each([
  ['connections at 1,000 tenants', 'db_connections', 71.43, '72', '71.43'],
  ['connections at 2,000 tenants', 'db_connections', 128.57, '129', '128.57'],
  ['connections at 4,000 tenants', 'db_connections', 242.86, '243', '242.86'],
  ['cores at 1,000 tenants', 'cpu_cores', 13.388, '14', '13.388'],
  ['a whole number with the rounding error of its computation', 'db_connections', 300.00000000000006, '300', '300'],
  ['many connections are not cut short', 'db_connections', 12_345.6, '12,346', '12,345.6'],
])('%s are rounded up', (_, id, value, short, exact) => {
  expect(text(amount(value), column(id))).toEqual({ short, exact });
});

test('rounding up can be turned off', () => {
  expect(text(amount(71.43), column('db_connections'), { roundUp: false })?.short).toBe('71.4');
});

test.each([
  [38.081, 'scaled', '38.1 GB', '38.081 GB'],
  [2_044.67, 'scaled', '2.04 TB', '2,044.67 GB'],
  [2_044.67, 'base', '2,045 GB', '2,044.67 GB'],
  [8_000, 'scaled', '8 TB', '8,000 GB'],
])('%d GB, %s', (value, unitStyle, short, exact) => {
  expect(text(amount(value), column('storage_gb', 'decgbytes'), { unitStyle })).toEqual({ short, exact });
});

test.each([
  [{ low: 10_000, high: 50_000 }, '10K–50K', '10,000–50,000'],
  [{ low: 1_500_000, high: 2_500_000 }, '1.5M–2.5M', '1,500,000–2,500,000'],
  [{ low: 500, high: 500 }, '500', '500'],
  [{ low: 0, high: 0 }, '0', '0'],
  [{ low: null, high: 2_500 }, 'unknown–2.5K', 'unknown–2,500'],
])('range %p', (cell, short, exact) => {
  expect(text(cell, column('emails_per_day', 'short'))).toEqual({ short, exact });
});

test('a unit that changes the number keeps it', () => {
  expect(text(amount(0.5), column('load', 'percentunit'))).toMatchObject({ short: '50%' });
});

test('a unit that nobody knows follows the number', () => {
  expect(text(amount(3), column('load', 'llamas'))).toEqual({ short: '3 llamas', exact: '3 llamas' });
});

test('nothing known has no text', () => {
  expect(text(amount(null), column('storage_gb', 'decgbytes'))).toBeUndefined();
});
