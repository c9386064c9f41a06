import fc from 'fast-check';

import type { HeadroomQuery } from '../../query/HeadroomQuery';
import { readValues } from '../../query/valueList';
import { interpolateQuery, type Replace } from './interpolation';

/** Replaces `$name` and `${name:format}` as Grafana does: a format in the text wins, `{a,b}` is the usual one. */
const replaceBy =
  (variables: Record<string, string | string[]>): Replace =>
  (text, format) =>
    text.replace(/\$(\w+)|\$\{(\w+)(?::(\w+))?\}/g, (reference, plain, braced, ownFormat) => {
      const value = variables[plain ?? braced];
      if (value === undefined) {
        return reference;
      }
      if (ownFormat === undefined && format) {
        return format(value);
      }
      const values = [value].flat();
      return ownFormat === 'csv' || values.length === 1 ? values.join(',') : `{${values.join(',')}}`;
    });

const interpolate = (fields: object, variables: Record<string, string | string[]>) => {
  const query = { refId: 'A', queryType: 'kpi', ...fields } as HeadroomQuery;
  return interpolateQuery(query, replaceBy(variables));
};

describe('a filter', () => {
  test.each([
    ['one value', '$service', 'api', 'api'],
    ['several values', '$service', ['api', 'web'], '{api,web}'],
    ['values with the characters of a list', '$service', ['a,b', '{c}'], '{a\\,b,\\{c\\}}'],
    ['one value that looks like a list', '$service', '{api,web}', '{\\{api\\,web\\}}'],
    ['a value that looks like a variable', '$service', ['${env', '$env,x'], '{$\\{env,$env\\,x}'],
    ['quotes', '$service', '"} or vector(1) #', '"} or vector(1) #'],
    ['backslashes', '$service', ['\\', '\\"'], '{\\\\,\\\\"}'],
    ['line breaks', '$service', 'a\nb', 'a\nb'],
    ['SQL', '$service', "'; DROP TABLE jobs; --", "'; DROP TABLE jobs; --"],
    ['other scripts', '$service', ['支払い', '🧀'], '{支払い,🧀}'],
    ['a variable inside a text', 'eu-$service-1', ['api', 'web'], '{eu-api-1,eu-web-1}'],
    ['a variable inside a list', '{jobs,$service}', ['api', 'web'], '{jobs,api,web}'],
    ['a variable without a value', '$service', '', ''],
    ['a variable without options', '$service', [], ''],
    ['all values, as a custom text', '$service', '.*', '.*'],
    ['a format of its own', '{${service:csv}}', ['api', 'web'], '{api,web}'],
    ['no variable', '{a\\,b,c}', [], '{a\\,b,c}'],
    ['an unknown variable', '$unknown', [], '$unknown'],
  ])('takes %s', (_, service, value, expected) => {
    expect(interpolate({ service }, { service: value })).toMatchObject({ service: expected });
  });

  test('takes every value as data, whatever it holds', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', minLength: 1 }), { minLength: 1 }), (values) => {
        const { service } = interpolate({ service: '$service' }, { service: values }) as { service: string };
        expect(readValues(service)).toEqual(values);
      })
    );
  });

  test('combines several variables', () => {
    const variables = { env: ['prod', 'test'], zone: ['1', '2'] };
    expect(interpolate({ environment: '$env-$zone' }, variables)).toMatchObject({
      environment: '{prod-1,prod-2,test-1,test-2}',
    });
  });

  test('does not grow beyond what the data source takes by more than shows it', () => {
    const many = Array.from({ length: 900 }, (_, index) => `v${index}`);
    const { service } = interpolate({ service: '$a$b$a' }, { a: many, b: many }) as { service: string };
    expect(readValues(service)).toHaveLength(1001);
  });
});

describe('a list', () => {
  test.each([
    ['tables get an entry a value', { tables: ['jobs', '$t'] }, ['a', '{b}'], { tables: ['jobs', 'a', '{\\{b\\}}'] }],
    ['entries that are lists stay as they are', { tiers: ['{HIGH,LOW}'] }, [], { tiers: ['{HIGH,LOW}'] }],
    ['KPIs get an entry a value', { kpis: ['$t', 'throughput'] }, ['a', 'b'], { kpis: ['a', 'b', 'throughput'] }],
    ['all KPIs are no choice of them', { kpis: ['$t'] }, ['$__all'], { kpis: undefined }],
    ['no label groups nothing', { groupBy: ['$t'] }, '', { groupBy: undefined }],
    ['labels get an entry a value', { groupBy: ['$t'] }, ['service', 'zone'], { groupBy: ['service', 'zone'] }],
  ])('%s', (_, fields, value, expected) => {
    expect(interpolate(fields, { t: value })).toMatchObject(expected);
  });
});

test.each([
  ['window', '$t', '7d'],
  ['step', '${t}', '7d'],
  ['measure', '$t', '7d'],
  ['timeZone', '$t', '7d'],
])('%s takes the value as Grafana writes it', (field, text, expected) => {
  expect(interpolate({ [field]: text }, { t: '7d' })).toMatchObject({ [field]: expected });
});

test('numbers, fields of another version and wrong types stay as they are', () => {
  const fields = { tenants: [100], limit: 5, scenario: { name: '$t' }, tables: { a: '$t' }, kpis: ['$t', 1] };
  expect(interpolate(fields, { t: 'x' })).toEqual({ refId: 'A', queryType: 'kpi', ...fields });
});
