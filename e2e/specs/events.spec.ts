import { marks, panel } from '../support/panels';
import { OPERATIONS } from '../support/screens';
import { expect, test } from '../support/test';

test('incidents and deployments are marked on the time line of the error ratio', async ({
  page,
  queries,
  problems: _,
}) => {
  await page.goto(OPERATIONS);
  await queries.settle();
  const incidents = await queries.values('incidents', 'id');
  const deployments = await queries.values('deployments', 'id');
  expect(incidents.length).toBeGreaterThan(0);
  expect(deployments.length).toBeGreaterThan(0);
  const shown = marks(panel(page, 'Error ratio'));

  await test.step('each, and none over the bars of the weeks', async () => {
    const all = incidents.length + deployments.length;
    await expect(shown).toHaveCount(all);
    await expect(marks(page.getByRole('main'))).toHaveCount(all);
  });

  await test.step('with what happened', async () => {
    // One that is wide enough to point at, or whichever is over it.
    await shown.filter({ visible: true }).first().hover({ force: true });
    await expect(
      page
        .getByText(/INC-\d+|Deployment of \w+/)
        .filter({ visible: true })
        .first()
    ).toBeVisible();
  });

  await test.step('until a switch hides them, by keyboard as well, and in the address', async () => {
    const ofDeployments = page.getByRole('switch', { name: 'Deployments', exact: true });
    await ofDeployments.focus();
    await page.keyboard.press('Space');
    await expect(shown).toHaveCount(incidents.length);
    await expect(page).toHaveURL(/[?&]deployments=off/);

    await page.reload();
    await expect(shown).toHaveCount(incidents.length);
    await expect(ofDeployments).not.toBeChecked();
    await ofDeployments.focus();
    await page.keyboard.press('Space');
    await expect(shown).toHaveCount(incidents.length + deployments.length);
  });
});
