import { test as base, expect, type Page } from '@playwright/test';

import { Answers } from './answers';
import { Problems } from './problems';
import { Queries } from './queries';
import { credentials } from './target';

interface Fixtures {
  /** Whether the plugin runs in the preview, not in a real Grafana. */
  isPreview: boolean;
  queries: Queries;
  answers: Answers;
  problems: Problems;
}

/** A test in a signed-in page that follows the queries and the problems of that page. */
export const test = base.extend<Fixtures>({
  page: async ({ page }, use) => {
    await signIn(page);
    await use(page);
  },
  isPreview: async ({ page }, use) => {
    const settings = await page.request.get('/api/frontend/settings');
    const { buildInfo } = await settings.json();
    await use(buildInfo.commit === 'preview');
  },
  queries: async ({ page }, use) => use(new Queries(page)),
  answers: async ({ page }, use) => {
    await use(await Answers.intercept(page));
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  },
  problems: async ({ page, isPreview }, use) => {
    const problems = new Problems(page, isPreview);
    await use(problems);
    // A test that expects no problem need not say so.
    expect(problems.found, 'problems in the page').toEqual([]);
  },
});

export { expect };

async function signIn(page: Page) {
  if (credentials.user) {
    const { user, password } = credentials;
    const answer = await page.request.post('/login', { data: { user, password } });
    expect(answer.ok(), `sign-in of ${user}: ${answer.status()}`).toBe(true);
  }
}
