import { statSync } from 'node:fs';

import { SIZES, themed } from '../support/looks';
import { panel } from '../support/panels';
import { ALERTS, SCREENS } from '../support/screens';
import { expect, test } from '../support/test';

/** Greater ones would make the documentation, and the plugin that shows them in its catalog, slow to load. */
const MOST_BYTES = 180_000;

/** How much of each page, in pixels from the top. */
const PAGES = { overview: 900, traffic: 800, scaling: 660, operations: 900, alerts: 800, sources: 500, configuration: 900 };

/** The pages that show what Grafana says of rules and data sources, and run no query of their own. */
const ASK_NOTHING = ['alerts', 'configuration'];

/** Panels of the Overview, by the name of their picture. */
const PANELS = {
  'kpi-scorecard': 'System health',
  'traffic-heatmap': 'Table traffic',
  'scaling-table': 'Scaling by tenants',
};

const { width } = SIZES[1440];

/** The pages that the plugin's catalog entry shows (`screenshots` of plugin.json); the other pictures are the documentation's. */
const IN_CATALOG = ['overview', 'traffic', 'scaling'];

const file = (name: string) => `../${IN_CATALOG.includes(name) ? 'src' : 'docs'}/img/${name}.png`;

test.use({ viewport: SIZES[1440] });

for (const [name, height] of Object.entries(PAGES)) {
  test(`the page ${name}, and its panels`, async ({ page, queries, problems: _ }) => {
    const screen = SCREENS.find((one) => one.name === name);
    // Grafana's own navigation takes part of the width.
    await page.goto(themed(`${screen!.path}${screen!.path.includes('?') ? '&' : '?'}kiosk`, 'dark'));
    for (const sign of screen!.drawn(page)) {
      await expect(sign).toBeVisible();
    }
    if (!ASK_NOTHING.includes(name)) {
      await queries.settle();
    }
    await page.mouse.move(0, 0);
    await page.screenshot({ path: file(name), clip: { x: 0, y: 0, width, height }, animations: 'disabled', caret: 'hide' });
    expect(statSync(file(name)).size).toBeLessThanOrEqual(MOST_BYTES);
    if (name === 'overview') {
      for (const [picture, title] of Object.entries(PANELS)) {
        await panel(page, title).screenshot({ path: file(picture), animations: 'disabled' });
        expect(statSync(file(picture)).size).toBeLessThanOrEqual(MOST_BYTES);
      }
    }
  });
}

test('what a rule would have done', async ({ page, queries, problems: _ }) => {
  await page.goto(themed(`${ALERTS}?new=table-traffic&from=now-30d&to=now&kiosk`, 'dark'));
  await expect(page.getByText(/^Would have fired \d+ times/)).toBeVisible();
  await expect(page.getByRole('dialog').locator('canvas').first()).toBeVisible();
  await queries.settle();
  const clip = { x: 0, y: 0, width, height: 660 };
  await page.screenshot({ path: file('alert-preview'), clip, animations: 'disabled', caret: 'hide' });
  expect(statSync(file('alert-preview')).size).toBeLessThanOrEqual(MOST_BYTES);
});
