import { burnRateFactor } from './burnRateFactor';

// The factors of the multi-window table in "Alerting on SLOs", The Site Reliability Workbook, chapter 5.
test.each([
  [0.02, '1h', 14.4],
  [0.05, '6h', 6],
  [0.1, '3d', 1],
])('%d of the budget within %s is a factor of %d', (budgetShare, longWindow, factor) => {
  expect(burnRateFactor({ budgetShare, longWindow })).toBeCloseTo(factor, 9);
});

test.each([
  ['a window that is not typed yet', { budgetShare: 0.02, longWindow: '' }],
  ['a window without a unit', { budgetShare: 0.02, longWindow: 'soon' }],
  ['no share', { longWindow: '1h' }],
])('%s has no factor', (_, rate) => {
  expect(burnRateFactor(rate)).toBeUndefined();
});
