import { defineConfig } from 'vitest/config';

import { internals, packageFile } from './bundle';

export default defineConfig({
  // The entry point that uwrap's package.json names is one that Vite does not look for.
  resolve: { alias: { ...internals, uwrap: packageFile('uwrap/dist/uWrap.mjs') } },
  test: {
    environment: 'jsdom',
    setupFiles: ['test/setup.ts'],
    include: ['test/**/*.test.{ts,tsx}'],
    // The Grafana packages import style sheets, which Node cannot.
    server: { deps: { inline: [/@grafana/, /monaco-editor/] } },
    maxWorkers: 2,
  },
});
