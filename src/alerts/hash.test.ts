import { hash } from './hash';

// Test vectors of the hash's authors.
test.each([
  ['', 'cbf29ce484222325'],
  ['a', 'af63dc4c8601ec8c'],
  ['foobar', '85944171f73967e8'],
])('FNV-1a of "%s"', (text, digits) => {
  expect(hash(text)).toBe(digits);
});

test('texts beyond ASCII are told apart by their UTF-8 bytes', () => {
  expect(hash('équipe')).not.toBe(hash('equipe'));
  expect(hash('équipe')).toBe(hash('\u00e9quipe'));
});
