import { defineConfig } from '@playwright/test';

import { baseURL } from './support/target';

export default defineConfig({
  testDir: 'specs',
  // The tests that change the data source that all the others ask come last.
  projects: [
    { name: 'as provisioned', testIgnore: 'changedSettings.spec.ts' },
    { name: 'changed', testMatch: 'changedSettings.spec.ts', dependencies: ['as provisioned'] },
  ],
  outputDir: 'test-results',
  globalSetup: './support/ready.ts',
  // Two cores are shared with the databases that the pages ask.
  workers: 1,
  // A real Grafana takes several times as long to load a page as the preview.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    baseURL,
    trace: 'retain-on-failure',
    launchOptions: { executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: ['--no-sandbox'] },
  },
});
