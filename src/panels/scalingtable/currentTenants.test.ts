import { currentTenants } from './currentTenants';
import { DEFAULT_OPTIONS, type ScalingTableOptions } from './options';
import { columns } from './testing/scalingFrames';

const measured = columns(['active', [1_700, 1_800, null], { displayName: 'Active tenants' }]);
const of = (options: Partial<ScalingTableOptions>) =>
  currentTenants({ ...DEFAULT_OPTIONS, ...options }, [measured], (text) => text.replace('${tenants}', '1800'));

test.each<[string, Partial<ScalingTableOptions>, number | undefined]>([
  ['nothing by default', {}, undefined],
  ['a number', { currentTenants: '1800' }, 1_800],
  ['a number as people write it', { currentTenants: ' 1,800 ' }, 1_800],
  ['a variable', { currentTenants: '${tenants}' }, 1_800],
  ['a variable that does not exist', { currentTenants: '${other}' }, undefined],
  ['a negative number', { currentTenants: '-5' }, undefined],
  ['not a number', { currentTenants: 'many' }, undefined],
  ['the last known value of a field', { currentTenantsField: 'active' }, 1_800],
  ['a field by its display name', { currentTenantsField: 'Active tenants' }, 1_800],
  ['a field before a number', { currentTenantsField: 'active', currentTenants: '5' }, 1_800],
  ['a field that is gone falls back to the number', { currentTenantsField: 'gone', currentTenants: '5' }, 5],
])('%s', (_, options, tenants) => {
  expect(of(options)).toBe(tenants);
});
