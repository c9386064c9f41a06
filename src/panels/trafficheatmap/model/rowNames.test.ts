import { FieldType, type Labels, toDataFrame } from '@grafana/data';
import fc from 'fast-check';

import { rowNames } from './rowNames';
import { readSeries } from './series';

interface One {
  name?: string;
  labels?: Labels;
  display?: string;
  frame?: string;
  refId?: string;
}

const seriesOf = (all: One[]) =>
  readSeries(
    all.map(({ name = 'Value', labels, display, frame, refId }) =>
      toDataFrame({
        name: frame,
        refId,
        fields: [
          { name: 'time', type: FieldType.time, values: [1] },
          { name, type: FieldType.number, values: [1], labels, config: { displayNameFromDS: display } },
        ],
      })
    )
  ).series;

test.each<[string, One[], string[]]>([
  ['the display name first', [{ display: 'users', labels: { a: '1' } }], ['users']],
  ['else the labels that differ', [{ labels: { job: 'x', pod: 'a' } }, { labels: { job: 'x', pod: 'b' } }], ['a', 'b']],
  ['else a label that is the only one', [{ labels: { table: 'users' } }], ['users']],
  ['several labels of a lone series say nothing', [{ name: 'load', labels: { a: '1', b: '2' } }], ['load']],
  ['else the name of the field', [{ name: 'load', frame: 'f' }], ['load']],
  ['else that of the frame', [{ frame: 'disk' }], ['disk']],
  ['else that it is a value', [{}], ['Value']],
  [
    'equal names get the labels that differ',
    [
      { display: 'users', labels: { schema: 'public' } },
      { display: 'users', labels: { schema: 'audit' } },
    ],
    ['users (public)', 'users (audit)'],
  ],
  [
    'or the query',
    [
      { display: 'users', refId: 'A' },
      { display: 'users', refId: 'B' },
    ],
    ['users (A)', 'users (B)'],
  ],
  [
    'or a number',
    [{ display: 'users' }, { display: 'users' }, { display: 'users #2' }],
    ['users', 'users #3', 'users #2'],
  ],
])('%s', (_, all, names) => {
  expect(rowNames(seriesOf(all))).toEqual(names);
});

test('labels that are shown elsewhere are left out, unless they alone tell series apart', () => {
  const all = [
    { labels: { pod: 'a', category: 'x' } },
    { labels: { pod: 'b', category: 'y' } },
    { labels: { pod: 'b', category: 'z' } },
  ];

  expect(rowNames(seriesOf(all), ['category'])).toEqual(['a', 'b (y)', 'b (z)']);
});

test('names are unique', () => {
  const name = fc.constantFrom('a', 'b', 'a #2', '', 'a (x)');
  const one = fc.record({ display: name, labels: fc.dictionary(fc.constantFrom('p', 'q'), fc.constantFrom('x', 'y')) });
  fc.assert(
    fc.property(fc.array(one, { minLength: 1, maxLength: 12 }), (all) => {
      const names = rowNames(seriesOf(all));
      expect(new Set(names).size).toBe(all.length);
    })
  );
});
