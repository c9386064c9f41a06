import fc from 'fast-check';

import { exactNumber, fullNumber, percentText, shortNumber } from './numberText';

test.each([
  [0, '0'],
  [42, '42'],
  [1234.5, '1,234.5'],
  [0.1 + 0.2, '0.3'],
  [2_500_000, '2,500,000'],
  [-1.25, '-1.25'],
  [1e15, '1E15'],
  [-1.5e300, '-1.5E300'],
])('exactNumber(%d) is %s', (value, text) => {
  expect(exactNumber(value)).toBe(text);
});

test.each([
  [34.14, '34.1'],
  [243, '243'],
  [999.6, '1,000'],
  [2044.67, '2,045'],
  [1_000_000, '1,000,000'],
  [1e300, '1E300'],
])('fullNumber(%d) is %s', (value, text) => {
  expect(fullNumber(value)).toBe(text);
});

test.each([
  [0, undefined, '0'],
  [500, undefined, '500'],
  [2_500, undefined, '2.5K'],
  [1_243.5, undefined, '1.24K'],
  [1_500_000, undefined, '1.5M'],
  [0.01234, undefined, '0.0123'],
  [1e30, undefined, '1E30'],
  [1_000, 1_000, '1K'],
  [999.6, 1_000, '999.6'],
  [1_000.4, 1_000, '1,000.4'],
])('shortNumber(%d) apart from %p is %s', (value, apartFrom, text) => {
  expect(shortNumber(value, apartFrom)).toBe(text);
});

test.each([
  [1, undefined, '100%'],
  [0, undefined, '0%'],
  [0.9995, undefined, '99.95%'],
  [0.999, undefined, '99.9%'],
  [0.99949, undefined, '99.949%'],
  [0.424, undefined, '42.4%'],
  [0.8, undefined, '80%'],
  [0.0125, undefined, '1.25%'],
  [0.00012, undefined, '0.012%'],
  [-0.354, undefined, '-35.4%'],
  [1.2, undefined, '120%'],
  [1_234.5, undefined, '123,450%'],
  [1e6, 0.8, '100M%'],
  [1e300, 0.8, '1E302%'],
  // Neither "100%" nor "0%" hides what is left.
  [0.9999999, undefined, '>99.9999%'],
  [0.0000001, undefined, '<0.0001%'],
  // A value beside its target reads as on the side where it is.
  [0.998999, 0.999, '99.8999%'],
  [0.799999, 0.8, '79.9999%'],
  [0.07, 0.07, '7%'],
])('percentText(%d) apart from %p is %s', (ratio, apartFrom, text) => {
  expect(percentText(ratio, apartFrom)).toBe(text);
});

test('a percentage never reads as on the wrong side of its target', () => {
  const side = (a: number, b: number) => Math.sign(Number((a - b).toFixed(9)));
  const ratio = fc.double({ min: 0.0002, max: 0.9998, noNaN: true });

  fc.assert(
    fc.property(ratio, ratio, (value, target) => {
      const shown = Number(percentText(value, target).replace('%', ''));
      const bound = Number((target * 100).toPrecision(12));
      fc.pre(Math.abs(value - target) > 1e-8);
      expect(side(shown, bound)).toBe(side(value * 100, bound));
    })
  );
});
