import { defineConfig } from '@playwright/test';

import tests from './playwright.config';

/** Makes the documentation's pictures: `npm run screenshots`, from the preview or a Grafana of BASE_URL. */
export default defineConfig({ ...tests, testDir: 'docs', projects: undefined });
