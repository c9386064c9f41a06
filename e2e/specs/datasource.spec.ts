import { SETTINGS } from '../support/screens';
import { expect, test } from '../support/test';

test('the data source’s page tests the connections', async ({ page, problems: _ }) => {
  await page.goto(SETTINGS);
  await page.getByRole('button', { name: /^(save & )?test$/i }).click();
  // A passed health check is announced as a status, a failed one as an alert.
  await expect(page.getByRole('status', { name: /prometheus.*postgres/i })).toBeVisible();
});
