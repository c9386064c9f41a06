import { formulaText } from './formulaText';

test.each([
  ['error_ratio.requests', 'Failed ÷ all requests'],
  ['mtbf.outages', 'Operating time ÷ outages'],
  // Those of another version, and of nobody.
  ['availability.synthetic', 'availability.synthetic'],
  ['constructor', 'constructor'],
])('the formula %s reads %s', (formula, text) => {
  expect(formulaText(formula)).toBe(text);
});
