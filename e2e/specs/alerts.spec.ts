import { type Page } from '@playwright/test';

import { graveFindings } from '../support/accessibility';
import { FAKED, REFUSED } from '../support/answers';
import { sidewaysPixels } from '../support/layout';
import { picture, SIZES, THEMES, themed } from '../support/looks';
import { ALERTS } from '../support/screens';
import { expect, test } from '../support/test';
import { signedInAsViewer } from '../support/viewer';

const KIND = 'Table traffic outside its range';
const NEW = `${ALERTS}?new=table-traffic`;
const FOLDER = 'Headroom browser tests';

/** Paths of Grafana's API through which rules and folders are written. */
const RULES = '/api/v1/provisioning/alert-rules';
const FOLDERS = '/api/search?type=dash-folder&permission=Edit';

/** The content of the drawer; that one of Grafana 12.3 has no name is Grafana's. */
const FORM_AND_PAST = '[role=dialog] form, [role=dialog] section';

const drawer = (page: Page) => page.getByRole('dialog').first();
const past = (page: Page) => drawer(page).getByRole('region', { name: 'On the past' });
const rulesOfKind = (page: Page) => page.getByRole('list', { name: `Rules: ${KIND}` });

/** Whatever a test leaves: its rules, and the folder that they were in. */
test.afterEach(async ({ page }) => {
  const folders: Array<{ uid: string; title: string }> = await (await page.request.get(FOLDERS)).json();
  const left = folders.find(({ title }) => title === FOLDER);
  if (left) {
    const rules: Array<{ uid: string; folderUID: string }> = await (await page.request.get(RULES)).json();
    for (const { uid } of rules.filter(({ folderUID }) => folderUID === left.uid)) {
      await page.request.delete(`${RULES}/${uid}`, { headers: { 'X-Disable-Provenance': 'true' } });
    }
    await page.request.delete(`/api/folders/${left.uid}`);
  }
});

/** Says in the form that the rule goes into a folder that is not there yet. */
async function chooseNewFolder(page: Page) {
  await drawer(page)
    .getByRole('combobox', { name: /^Folder/ })
    .click();
  await page.getByRole('option', { name: 'New folder …' }).click();
  await drawer(page).getByRole('textbox', { name: 'Name of the folder' }).fill(FOLDER);
}

test('a rule is previewed, made, changed and deleted', async ({ page, problems }) => {
  // A rule is asked for before it is made, which answers that there is none.
  problems.expect(/^404: GET .*\/alert-rules\/headroom-table-traffic/);
  await page.goto(`${ALERTS}?from=now-30d&to=now`);

  await test.step('what it would have done is drawn, told and listed', async () => {
    await page.getByRole('button', { name: `New rule: ${KIND}` }).click();
    await expect(past(page).getByText(/^Would have fired \d+ times/)).toBeVisible();
    await expect(past(page).locator('canvas').first()).toBeVisible();
    await expect(past(page).getByRole('row')).not.toHaveCount(1);
    expect(await graveFindings(page, FORM_AND_PAST), 'axe').toEqual([]);
  });

  await test.step('another bound is told at once, without a question', async () => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await drawer(page)
      .getByRole('textbox', { name: /by a factor of/ })
      .fill('9.9');
    await expect(drawer(page).getByText(/more than a factor of 9.9 outside/)).toBeVisible();
    expect(asked.filter((path) => path === '/api/ds/query')).toEqual([]);
  });

  await test.step('what it is about survives a reload', async () => {
    await drawer(page)
      .getByRole('textbox', { name: /^Tables/ })
      .fill('jobs');
    await drawer(page)
      .getByRole('textbox', { name: /^Tiers/ })
      .focus();
    await expect(page).toHaveURL(/tables=jobs/);
    await page.reload();
    await expect(drawer(page).getByRole('textbox', { name: /^Tables/ })).toHaveValue('jobs');
  });

  await test.step('it says what is missing, and is made in a folder of its own', async () => {
    await drawer(page).getByRole('button', { name: 'Create' }).click();
    await expect(drawer(page).getByText('Choose the folder that the rule goes into').first()).toBeVisible();
    await chooseNewFolder(page);
    await drawer(page).getByRole('button', { name: 'Create' }).click();
    await expect(drawer(page)).toBeHidden();
    const rule = rulesOfKind(page).getByRole('listitem');
    await expect(rule).toContainText(`${KIND}: tables jobs`);
    await expect(rule).toContainText('evaluated every minute');
    await expect(rule).toContainText(/Normal|Pending|Firing|Not evaluated yet/);
  });

  await test.step('it is changed in place', async () => {
    await page.getByRole('button', { name: `Change ${KIND}` }).click();
    await drawer(page).getByRole('textbox', { name: /^For/ }).fill('45m');
    await drawer(page).getByRole('button', { name: 'Save' }).click();
    await expect(drawer(page)).toBeHidden();
    await expect(rulesOfKind(page).getByRole('listitem')).toHaveCount(1);
    await expect(rulesOfKind(page)).toContainText('for 45 minutes');
  });

  await test.step('its address opens it, and Back leads back', async () => {
    await page.getByRole('button', { name: `Change ${KIND}` }).click();
    await expect(page).toHaveURL(/rule=headroom-table-traffic/);
    await page.goBack();
    await expect(drawer(page)).toBeHidden();
    await page.goForward();
    await expect(drawer(page).getByRole('textbox', { name: /^For/ })).toHaveValue('45m');
  });

  await test.step('it is deleted after a second word', async () => {
    await drawer(page).getByRole('button', { name: 'Delete' }).click();
    const question = page.getByRole('dialog').filter({ hasText: 'is no longer evaluated' });
    await expect(question).toBeVisible();
    await question.getByRole('button', { name: 'Delete' }).click();
    await expect(rulesOfKind(page)).toBeHidden();
    const left: Array<{ uid: string }> = await (await page.request.get(RULES)).json();
    expect(left.filter(({ uid }) => uid.startsWith('headroom-table-traffic-'))).toEqual([]);
  });
});

test('a viewer tries a rule, and reads who may write it', async ({ page, isPreview, problems: _ }) => {
  await signedInAsViewer(page, isPreview, async (asViewer) => {
    await page.goto(asViewer(ALERTS));
    await expect(page.getByText('You may read alert rules, and not write them')).toBeVisible();
    await page.getByRole('button', { name: `Try it: ${KIND}` }).click();
    await expect(past(page).getByText(/^Would have fired \d/)).toBeVisible();
    await expect(drawer(page).getByText('Nothing here is saved')).toBeVisible();
    await expect(drawer(page).getByRole('button', { name: /^(Create|Save|Delete)$/ })).toHaveCount(0);
  });
});

test('nothing is half-made when Grafana fails midway', async ({ page, problems }) => {
  problems.expect(/^404: GET .*\/alert-rules\/headroom-table-traffic/);
  await page.route(
    (url) => url.pathname === RULES,
    (route) =>
      route.request().method() === 'POST'
        ? route.fulfill({ status: 500, json: { message: 'database is locked' }, headers: { [FAKED]: 'true' } })
        : route.continue()
  );
  await page.goto(`${NEW}&tables=job_logs`);
  await chooseNewFolder(page);
  await drawer(page).getByRole('button', { name: 'Create' }).click();

  const failure = drawer(page).getByRole('alert').filter({ hasText: 'Nothing was changed' });
  await expect(failure).toContainText('database is locked. Try again; Grafana');
  const folders: Array<{ title: string }> = await (await page.request.get(FOLDERS)).json();
  expect(folders.map(({ title }) => title)).not.toContain(FOLDER);

  await page.unrouteAll();
  await drawer(page).getByRole('button', { name: 'Create' }).click();
  await expect(rulesOfKind(page)).toContainText('tables job_logs');
});

test('what can be alerted on stays when Grafana does not tell its rules', async ({ page, problems: _ }) => {
  await page.route(
    (url) => url.pathname === RULES,
    (route) => route.fulfill({ status: 500, json: { message: 'database is locked' }, headers: { [FAKED]: 'true' } })
  );
  await page.goto(ALERTS);
  await expect(page.getByRole('alert').filter({ hasText: 'The rules in Grafana could not be read' })).toContainText(
    'database is locked'
  );
  await expect(page.getByRole('button', { name: `New rule: ${KIND}` })).toBeDisabled();
});

test('the form works by keyboard', async ({ page, problems: _ }) => {
  await page.goto(ALERTS);
  const opener = page.getByRole('button', { name: `New rule: ${KIND}` });
  await opener.focus();
  await page.keyboard.press('Enter');
  await expect(drawer(page)).toBeVisible();

  const bound = drawer(page).getByRole('textbox', { name: /by a factor of/ });
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(bound).toBeFocused({ timeout: 100 });
  }).toPass();
  // The drawer takes the focus in its own time, and the tooltip of its Close button an Escape of its own.
  await expect(async () => {
    await page.keyboard.press('Escape');
    await expect(drawer(page)).toBeHidden({ timeout: 1000 });
  }).toPass();
  await expect(opener).toBeFocused();
});

for (const theme of THEMES) {
  test(`the preview in every state, ${theme}`, async ({ page, answers, problems: _ }) => {
    const look = async (state: string) => {
      for (const size of Object.values(SIZES)) {
        await page.setViewportSize(size);
        await picture(page, 'alert-preview', state, theme);
        expect.soft(await sidewaysPixels(page), `${state}: pixels to scroll sideways`).toBe(0);
      }
      // A panel's button to cancel its query has no name in Grafana 12.3.
      if (state !== 'slow') {
        expect.soft(await graveFindings(page, FORM_AND_PAST), `axe, ${state}`).toEqual([]);
      }
    };
    const path = themed(NEW, theme);

    await page.goto(path);
    await expect(past(page).getByText(/^Would have fired \d/)).toBeVisible();
    await look('loaded');

    answers.hold();
    await drawer(page).getByRole('radio', { name: '7 days' }).check({ force: true });
    await expect(past(page).getByLabel('Panel loading bar')).toBeVisible();
    await expect(past(page).locator('canvas').first()).toBeVisible();
    await look('slow');
    answers.release();

    answers.failed();
    await page.goto(path);
    await expect(past(page).getByRole('alert').filter({ hasText: REFUSED })).toBeVisible();
    await look('error');

    answers.empty();
    await past(page).getByRole('button', { name: 'Try again' }).click();
    await expect(past(page).getByText(/^Nothing to show/)).toBeVisible();
    await look('empty');

    answers.real();
    await page.goto(themed(`${ALERTS}?new=change-failure`, theme));
    await expect(past(page).getByText(/^There is no preview of this rule/)).toBeVisible();
    await look('none');
  });
}
