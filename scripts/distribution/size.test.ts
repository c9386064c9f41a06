import { frontendFiles, gzipBytes } from './files';

/** 1 kB of a budget, in bytes. */
const KB = 1000;

const PANELS = ['kpiscorecard', 'scalingtable', 'trafficheatmap'].map((panel) => `panels/${panel}/module.js`);

/** What the app's first page downloads: the app and its page, what pages share, and the plugins that it shows. */
const OVERVIEW = ['module.js', 'vendor.js', 'pages.js', 'overview.js', 'datasource/module.js', ...PANELS];

const budgets: Array<[file: string, maxKilobytes: number]> = [
  ['module.js', 15],
  ['datasource/module.js', 60],
  ...PANELS.map((panel): [string, number] => [panel, 40]),
];

test.each(budgets)('%s is at most %d kB gzipped', (file, maxKilobytes) => {
  expect(gzipBytes(file)).toBeLessThanOrEqual(maxKilobytes * KB);
});

test('what the Overview downloads is at most 230 kB gzipped', () => {
  const total = OVERVIEW.reduce((sum, file) => sum + gzipBytes(file), 0);

  expect(total).toBeLessThanOrEqual(230 * KB);
});

// Another page, or an editor, downloads one of them beside what the Overview has downloaded already.
test.each(frontendFiles().filter((file) => file.endsWith('.js') && !OVERVIEW.includes(file)))(
  '%s is at most 25 kB gzipped',
  (file) => {
    expect(gzipBytes(file)).toBeLessThanOrEqual(25 * KB);
  }
);
