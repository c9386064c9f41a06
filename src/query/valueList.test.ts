import fc from 'fast-check';

import { readValues, writeTypedValues, writeValues } from './valueList';

test.each([
  ['nothing', [], ''],
  ['one value', ['api'], 'api'],
  ['one value with the characters of a list', ['a,b}'], 'a,b}'],
  ['one value that would be taken for a list', ['{a,b}'], '{\\{a\\,b\\}}'],
  ['several values', ['api', 'web'], '{api,web}'],
  ['commas and braces in a list', ['a,b', '{c}'], '{a\\,b,\\{c\\}}'],
  ['backslashes in a list', ['C:\\app', 'web'], '{C:\\\\app,web}'],
  ['quotes and line breaks', ['say "hi"', "it's\n"], '{say "hi",it\'s\n}'],
  ['other scripts', ['käse', '支払い', '🧀'], '{käse,支払い,🧀}'],
])('%s', (_, values, text) => {
  expect(writeValues(values)).toBe(text);
  expect(readValues(text)).toEqual(values);
});

test.each([
  ['a list without its closing brace is one value', '{api,web', ['{api,web']],
  ['a brace inside a list stands for itself', '{a{b,c}d}', ['a{b', 'c}d']],
  ['a backslash before another character stands for itself', '{a\\b,c}', ['a\\b', 'c']],
  ['an empty list has one empty value', '{}', ['']],
])('%s', (_, text, values) => {
  expect(readValues(text)).toEqual(values);
});

test('values that are not empty come back as they were', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', minLength: 1 }), { minLength: 1 }), (values) => {
      expect(readValues(writeValues(values))).toEqual(values);
    })
  );
});

test.each([
  ['$service', '{$service,web}'],
  ['${service:csv}', '{${service:csv},web}'],
  ['[[service]]', '{[[service]],web}'],
  ['{api}-$env', '{\\{api\\}-$env,web}'],
])('a typed reference to a variable stays one: %s', (typed, text) => {
  expect(writeTypedValues([typed, 'web'])).toBe(text);
});
