import { exactQuantity, quantityText, targetText, windowText } from './quantity';

test.each([
  [0.9995, 'ratio', 0.999, '99.95%'],
  [0.998999, 'ratio', 0.999, '99.8999%'],
  [0.842, 'seconds', 2, '842 ms'],
  [1.9996, 'seconds', 2, '1.9996 s'],
  [0, 'seconds', 2, '0 s'],
  [5_400, 'seconds', null, '1.5 h'],
  [0.000_05, 'seconds', null, '50 µs'],
  [1_243.5, 'requests_per_minute', 1_000, '1.24K req/min'],
  [2, 'deployments_per_week', 1, '2 per week'],
  [3, 'tickets_per_month', null, '3 tickets per month'],
  [3, '', null, '3'],
])('%d %s beside %p is %s', (value, unit, target, text) => {
  expect(quantityText(value, unit, target)).toBe(text);
});

test.each([
  [0.99949123, 'ratio', '99.949123%'],
  [0.07, 'ratio', '7%'],
  [1.9996, 'seconds', '1.9996 s'],
  [1_243.5, 'requests_per_minute', '1,243.5 req/min'],
])('%d %s is exactly %s', (value, unit, text) => {
  expect(exactQuantity(value, unit)).toBe(text);
});

test.each([
  [0.999, '>=', 'ratio', '≥ 99.9%'],
  [2, '<', 'seconds', '< 2 s'],
  [1_000, '>=', 'requests_per_minute', '≥ 1K req/min'],
  [5, '', '', '5'],
])('target %d', (target, comparison, unit, text) => {
  expect(targetText(target, comparison, unit)).toBe(text);
});

test('windows read as people say them', () => {
  expect([windowText(2_592_000), windowText(3_600), windowText(90)]).toEqual(['30 d', '1 h', '1.5 min']);
});
