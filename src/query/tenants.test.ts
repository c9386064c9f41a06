import { readTenants } from './tenants';

test.each([
  ['', []],
  ['100', [100]],
  ['100, 1000 5000;6000', [100, 1000, 5000, 6000]],
  ['1000000000', [1_000_000_000]],
  ['0', undefined],
  ['-5', undefined],
  ['1.5', undefined],
  ['1e3', undefined],
  ['1000000001', undefined],
  ['$tenants', undefined],
])('%j', (text, counts) => {
  expect(readTenants(text)).toEqual(counts);
});
