import { legendDetail } from './legendDetail';

const items = [
  { label: 'Below', range: 'low ÷ 10 … low', looks: [{ fill: 'blue' }, { fill: 'navy' }] },
  { label: 'Within', range: 'low … high', looks: [{ fill: 'grey' }] },
];

test.each([
  ['everything', 800, { hasRanges: true, hasTitle: true }],
  ['no title', 330, { hasRanges: true, hasTitle: false }],
  ['words alone', 200, { hasRanges: false, hasTitle: false }],
])('room for %s', (_, width, detail) => {
  expect(legendDetail(items, 'Operations against the expected range', width)).toEqual(detail);
});
