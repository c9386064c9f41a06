import { test as base, expect, type ConsoleMessage, type Page } from '@playwright/test';

import { Queries } from './queries';
import { APP, credentials } from './target';

/** Everything that went wrong in the page and that somebody should see. */
export type Problems = string[];

interface Fixtures {
  queries: Queries;
  problems: Problems;
}

/** A test in a signed-in page that records the queries and the problems of that page. */
export const test = base.extend<Fixtures>({
  page: async ({ page }, use) => {
    if (credentials.user) {
      const { user, password } = credentials;
      const answer = await page.request.post('/login', { data: { user, password } });
      expect(answer.ok(), `sign-in of ${user}: ${answer.status()}`).toBe(true);
    }
    await use(page);
  },
  queries: async ({ page }, use) => use(new Queries(page)),
  problems: async ({ page }, use) => {
    const problems: Problems = [];
    const isOurs = await blame(page);
    page.on('pageerror', (error) => problems.push(`uncaught: ${error.stack ?? error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' && isOurs(message)) {
        problems.push(`console: ${message.text()} (${message.location().url})`);
      }
    });
    await use(problems);
  },
});

export { expect };

/**
 * In the preview every error counts, a path that it does not implement as well. A real Grafana logs errors of its own;
 * there those count that name the plugin.
 */
async function blame(page: Page): Promise<(message: ConsoleMessage) => boolean> {
  const settings = await page.request.get('/api/frontend/settings');
  const { buildInfo } = settings.ok() ? await settings.json() : { buildInfo: {} };
  const plugin = APP.replace(/-app$/, '');
  return buildInfo.commit === 'preview'
    ? () => true
    : (message) => `${message.text()} ${message.location().url}`.includes(plugin);
}
