import { expect, test } from '../support/test';
import { DATA_SOURCE } from '../support/target';

test('the data source’s page tests the connections', async ({ page, problems }) => {
  await page.goto(`/connections/datasources/edit/${DATA_SOURCE}`);
  await page.getByRole('button', { name: /^(save & )?test$/i }).click();
  // A passed health check is announced as a status, a failed one as an alert.
  await expect(page.getByRole('status', { name: /prometheus.*postgres/i })).toBeVisible();
  await page.screenshot({ path: 'screenshots/datasource.png' });
  expect(problems).toEqual([]);
});
