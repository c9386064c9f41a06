import { FORBIDDEN } from '../support/answers';
import { signedInAsViewer } from '../support/viewer';
import { panel } from '../support/panels';
import { OVERVIEW, SCREENS } from '../support/screens';
import { expect, test } from '../support/test';

const [overview] = SCREENS.filter(({ path }) => path === OVERVIEW);

test('a viewer sees the Overview', async ({ page, isPreview, problems: _ }) => {
  await signedInAsViewer(page, isPreview, async (asViewer) => {
    await page.goto(asViewer(OVERVIEW));
    for (const sign of overview!.drawn(page)) {
      await expect(sign).toBeVisible();
    }
  });
});

test('somebody who may not query reads so in every panel', async ({ page, answers, problems: _ }) => {
  answers.forbidden();
  await page.goto(OVERVIEW);
  for (const title of ['System health', 'Table traffic', 'Scaling by tenants']) {
    await expect(panel(page, title).getByRole('alert')).toContainText(FORBIDDEN);
  }
});
