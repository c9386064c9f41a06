import { graveFindings } from '../support/accessibility';
import { FORBIDDEN } from '../support/answers';
import { panel } from '../support/panels';
import { OVERVIEW, PAGES, SCREENS } from '../support/screens';
import { DATA_SOURCE } from '../support/target';
import { expect, test } from '../support/test';
import { signedInAsViewer, signedInWithRole } from '../support/viewer';

const [overview] = SCREENS.filter(({ path }) => path === OVERVIEW);

test('a viewer sees the Overview', async ({ page, isPreview, problems: _ }) => {
  await signedInAsViewer(page, isPreview, async (asViewer) => {
    await page.goto(asViewer(OVERVIEW));
    for (const sign of overview!.drawn(page)) {
      await expect(sign).toBeVisible();
    }
  });
});

test('somebody who may not query reads so in every panel, and whom to ask', async ({ page, answers, problems }) => {
  // Scenes log that the variables have no values.
  problems.expect(/SceneVariableSet updateAndValidate error/);
  answers.forbidden();
  await page.goto(OVERVIEW);
  for (const title of ['System health', 'Table traffic', 'Scaling by tenants']) {
    const refusal = panel(page, title).getByRole('alert');
    await expect(refusal).toContainText(FORBIDDEN.message);
    await expect(refusal).toContainText('Ask an administrator for the permission');
  }
});

test('what the tests answer in Grafana’s place is what it answers', async ({ page, isPreview }) => {
  test.skip(isPreview, 'the preview refuses nobody');
  await signedInWithRole(page, 'None', async () => {
    const query = { refId: 'A', datasource: { uid: DATA_SOURCE }, queryType: 'kpi' };
    const answer = await page.request.post('/api/ds/query', { data: { from: 'now-1h', to: 'now', queries: [query] } });
    expect(answer.status()).toBe(403);
    expect(await answer.json()).toEqual({ ...FORBIDDEN, accessErrorId: expect.stringMatching(/^ACE\d+$/) });
  });
});

for (const path of PAGES) {
  test(`${path} with a data source that is gone says so, and leads back`, async ({ page, problems: _ }) => {
    await page.goto(`${path}?var-ds=gone&from=now-2d`);
    await expect(page.getByText('There is no Headroom data source “gone” here')).toBeVisible();
    expect(await graveFindings(page), 'axe').toEqual([]);

    await page.getByRole('link', { name: 'Use another Headroom data source' }).click();
    await expect(page.getByRole('navigation', { name: 'Headroom pages' })).toBeVisible();
    expect(page.url()).not.toContain('gone');
    expect(page.url()).toContain('from=now-2d');
  });
}
