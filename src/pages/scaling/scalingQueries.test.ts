import { IN_WHOLE_PIECES } from '../../views/currentRequirement';
import { currentQueries, currentTransformations, tableQueries } from './scalingQueries';

const measured = { includeCurrent: true };
const given = { includeCurrent: false };

test.each([
  [
    'the rows of the profile, and the measured number',
    { tenants: [] },
    [
      { refId: 'A', queryType: 'projection', ...measured },
      { refId: 'B', queryType: 'requirements', ...measured },
    ],
  ],
  [
    'chosen rows, and the measured number',
    { tenants: [100, 2500] },
    [
      { refId: 'A', queryType: 'projection', tenants: [100, 2500], ...measured },
      { refId: 'B', queryType: 'requirements', tenants: [100, 2500], ...measured },
    ],
  ],
  [
    'a given number beside the rows of the profile',
    { tenants: [], current: 1800 },
    [
      { refId: 'A', queryType: 'projection', ...given },
      { refId: 'B', queryType: 'requirements', ...given },
      { refId: 'A2', queryType: 'projection', tenants: [1800], ...given },
      { refId: 'B2', queryType: 'requirements', tenants: [1800], ...given },
    ],
  ],
  [
    'a given number once',
    { tenants: [100, 1800], current: 1800 },
    [
      { refId: 'A', queryType: 'projection', tenants: [100, 1800], ...given },
      { refId: 'B', queryType: 'requirements', tenants: [100, 1800], ...given },
    ],
  ],
])('the table asks for %s', (_, question, queries) => {
  expect(tableQueries(question)).toEqual(queries);
});

test('what is needed now is the measured number’s row', () => {
  expect(currentQueries({ tenants: [100] })).toEqual([{ refId: 'A', queryType: 'requirements', ...measured }]);
  expect(currentTransformations({ tenants: [100] })).toMatchObject([
    { id: 'filterByValue', options: { filters: [{ fieldName: 'Current', config: { options: { value: true } } }] } },
    ...IN_WHOLE_PIECES,
  ]);
});

test('what is needed now is the only row of a given number', () => {
  const question = { tenants: [100], current: 1800 };

  expect(currentQueries(question)).toEqual([{ refId: 'A', queryType: 'requirements', tenants: [1800], ...given }]);
  expect(currentTransformations(question)).toEqual(IN_WHOLE_PIECES);
});
