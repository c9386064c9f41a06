import { frontendFiles, gzipBytes } from './files';

/** 1 kB of a budget, in bytes. */
const KB = 1000;

const budgets: Array<[file: string, maxKilobytes: number]> = [
  ['module.js', 15],
  ['datasource/module.js', 60],
  ['panels/kpiscorecard/module.js', 40],
  ['panels/scalingtable/module.js', 40],
  ['panels/trafficheatmap/module.js', 40],
  ['picture.js', 15],
];

test.each(budgets)('%s is at most %d kB gzipped', (file, maxKilobytes) => {
  expect(gzipBytes(file)).toBeLessThanOrEqual(maxKilobytes * KB);
});

/** What is downloaded once somebody opens an editor or exports a picture. */
const ON_DEMAND = ['config-editor.js', 'picture.js', 'query-editor.js'];

// Counts every page's code, not only the first one's.
test('everything that a first visit can download is at most 230 kB gzipped', () => {
  const downloads = frontendFiles().filter((file) => file.endsWith('.js') && !ON_DEMAND.includes(file));
  const total = downloads.reduce((sum, file) => sum + gzipBytes(file), 0);

  expect(total).toBeLessThanOrEqual(230 * KB);
});
