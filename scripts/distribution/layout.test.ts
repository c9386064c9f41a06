import { frontendFiles, json } from './files';

const scripts = (module: string) => [`${module}.js`, `${module}.js.map`];
const nestedPlugin = (folder: string) => [
  `${folder}/img/logo.svg`,
  `${folder}/plugin.json`,
  ...scripts(`${folder}/module`),
];

const DASHBOARDS = ['error-budgets', 'operations', 'overview', 'scaling', 'traffic'].map(
  (name) => `dashboards/${name}.json`
);

const NESTED = ['datasource', 'panels/kpiscorecard', 'panels/scalingtable', 'panels/trafficheatmap'];

// The build copies every JSON file below src, and Grafana serves every file in dist: nothing gets there unnoticed.
test('dist holds exactly the app, its lazy chunks, its dashboards and the nested plugins', () => {
  expect(frontendFiles()).toEqual(
    [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'img/logo.svg',
      ...['overview', 'scaling', 'traffic'].map((page) => `img/${page}.png`),
      'plugin.json',
      ...scripts('module'),
      ...scripts('alert-files'),
      ...scripts('alerts'),
      ...scripts('config-editor'),
      ...scripts('configuration'),
      ...scripts('explain'),
      ...scripts('operations'),
      ...scripts('operations-traffic'),
      ...scripts('overview'),
      ...scripts('pages'),
      ...scripts('picture'),
      ...scripts('pseudo-locale'),
      ...scripts('query-editor'),
      ...scripts('scaling'),
      ...scripts('sources'),
      ...scripts('traffic'),
      ...scripts('vendor'),
      ...DASHBOARDS,
      ...NESTED.flatMap(nestedPlugin),
    ].sort()
  );
});

test.each(['.', ...NESTED])('%s/plugin.json is ready for Grafana to read', (folder) => {
  const plugin = json(`${folder}/plugin.json`);
  const { version } = json('../package.json') as { version: string };

  expect(plugin).toMatchObject({ info: { version } });
  expect(JSON.stringify(plugin)).not.toContain('%');
});

test('the app includes every nested plugin', () => {
  const { includes } = json('plugin.json') as { includes: Array<{ path: string }> };
  const nested = includes.map((include) => include.path).filter((path) => path.endsWith('/plugin.json'));

  expect(nested.sort()).toEqual(NESTED.map((folder) => `${folder}/plugin.json`));
});

test.each(DASHBOARDS)('%s can be imported when the app is enabled', (file) => {
  const dashboard = json(file) as { revision: number };

  // Grafana asks nobody for inputs then, and compares revisions when the app comes with another version.
  expect(dashboard).not.toHaveProperty('__inputs');
  expect(Number.isInteger(dashboard.revision)).toBe(true);
});

test('no two dashboards have the same revision, as it is that of their content', () => {
  const revisions = DASHBOARDS.map((file) => (json(file) as { revision: number }).revision);

  expect(new Set(revisions).size).toBe(DASHBOARDS.length);
});
