import { expect, test } from 'vitest';

import { externals } from '../../../.config/bundler/externals';
import { sharedModules } from '../src/modules/shared';

/** Names that the bundler leaves to Grafana although no supported Grafana has them any more. */
const GONE = ['angular'];
/** The AMD loader provides it, with the address of the module. */
const OF_THE_LOADER = 'amd-module';

const declared = [externals ?? []].flat();
const plain = declared.filter((external): external is string => typeof external === 'string');
const patterns = declared.filter((external): external is RegExp => external instanceof RegExp);

test('every external of the plugin’s bundler is shared', () => {
  expect(plain.length).toBeGreaterThan(15);
  expect(plain.filter((name) => !(name in sharedModules))).toEqual(GONE);
});

test('every pattern of externals covers a shared module and its unstable part', () => {
  const uncovered = patterns.filter((pattern) => !Object.keys(sharedModules).some((name) => pattern.test(name)));
  expect(patterns.length).toBeGreaterThan(0);
  expect(uncovered).toEqual([]);
});

test('nothing else is shared, so a plugin cannot come to depend on it', () => {
  const left = Object.keys(sharedModules).filter(
    (name) => !plain.includes(name) && !patterns.some((pattern) => pattern.test(name))
  );
  expect(left).toEqual([]);
});

test('the only renamed external is the loader’s own', () => {
  const renamed = declared.filter(
    (external) => typeof external === 'object' && external !== null && !(external instanceof RegExp)
  );
  expect(renamed).toEqual([{ [OF_THE_LOADER]: 'module' }]);
});
