import { chunkBase } from './chunkBase';

const app = 'headroom-performance-app';

test.each([
  ['the app', `https://g.example/public/plugins/${app}/module.js`, `https://g.example/public/plugins/${app}/`],
  [
    'a nested panel',
    `https://g.example/public/plugins/${app}/panels/kpiscorecard/module.js?_cache=0.1.0`,
    `https://g.example/public/plugins/${app}/`,
  ],
  [
    'a nested plugin served by its own id',
    'https://g.example/public/plugins/headroom-performance-datasource/module.js',
    `https://g.example/public/plugins/${app}/`,
  ],
  [
    'Grafana below a sub-path',
    `https://g.example/grafana/public/plugins/${app}/datasource/module.js`,
    `https://g.example/grafana/public/plugins/${app}/`,
  ],
  [
    'a CDN',
    `https://cdn.example/${app}/0.1.0/public/plugins/${app}/datasource/module.js`,
    `https://cdn.example/${app}/0.1.0/public/plugins/${app}/`,
  ],
  ['a loader that does not say', undefined, `public/plugins/${app}/`],
])('%s', (_, moduleUri, base) => {
  expect(chunkBase(moduleUri)).toBe(base);
});
