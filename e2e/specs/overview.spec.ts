import { type Locator, type Page } from '@playwright/test';

import { expect, test } from '../support/test';
import { APP } from '../support/target';

const OVERVIEW = `/a/${APP}/overview`;
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
];
/** The KPIs on the scorecard, by id, with the name that a person reads. */
const KPIS = {
  availability: /availability/i,
  latency_p95: /p95|latency/i,
  error_ratio: /error/i,
  throughput: /throughput/i,
  cpu_utilization: /cpu/i,
  memory_utilization: /memory/i,
};
const NUMBER = /\d/;

/** A panel by its title. Panels are regions named by their title, in Grafana as in the preview. */
const panel = (page: Page, title: string): Locator => page.getByRole('region', { name: title }).first();
const scorecard = (page: Page) => panel(page, 'System health');
const heatmap = (page: Page) => panel(page, 'Table traffic');
const scalingTable = (page: Page) => panel(page, 'Scaling by tenants');

/** How many colours a canvas shows: an empty one has one. */
function distinctColours(element: Element): number {
  const canvas = element as HTMLCanvasElement;
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size;
}

test.describe('Overview', () => {
  test('draws each KPI with a value', async ({ page, queries, problems }) => {
    await page.goto(OVERVIEW);
    await queries.settle();
    expect((await queries.values('kpi', 'kpi')).sort()).toEqual(Object.keys(KPIS).sort());
    for (const name of Object.values(KPIS)) {
      await expect(scorecard(page).getByText(name).first()).toBeVisible();
    }
    const numbers = scorecard(page).getByText(NUMBER);
    expect(await numbers.count()).toBeGreaterThanOrEqual(Object.keys(KPIS).length);
    expect(problems).toEqual([]);
  });

  test('draws the traffic of every table', async ({ page, queries, problems }) => {
    await page.goto(OVERVIEW);
    await queries.settle();
    const tables = await queries.values('traffic_trend', 'table');
    expect(tables.length).toBe(14);
    for (const table of tables) {
      // Beside the canvas is a table for screen readers, with a row of figures for each row of cells.
      const row = heatmap(page)
        .getByRole('row')
        .filter({ has: page.getByRole('rowheader', { name: table, exact: true }) });
      await expect(row).toHaveText(NUMBER);
    }
    const canvas = heatmap(page).locator('canvas').first();
    await expect(canvas).toBeVisible();
    expect(await canvas.evaluate(distinctColours), 'colours on the canvas').toBeGreaterThan(5);
    expect(problems).toEqual([]);
  });

  test('draws what each number of tenants needs', async ({ page, queries, problems }) => {
    await page.goto(OVERVIEW);
    await queries.settle();
    const tenants = await queries.values('requirements', 'tenants');
    expect(tenants.length).toBeGreaterThanOrEqual(6);
    const rows = scalingTable(page).getByRole('row').filter({ hasText: NUMBER });
    await expect(rows.first()).toBeVisible();
    expect(await rows.count()).toBeGreaterThanOrEqual(tenants.length);
    for (const row of await rows.all()) {
      // Tenants and at least one resource.
      expect(await row.getByRole('cell').filter({ hasText: NUMBER }).count()).toBeGreaterThanOrEqual(2);
    }
    expect(problems).toEqual([]);
  });

  for (const theme of ['dark', 'light']) {
    for (const size of SIZES) {
      test(`fits ${size.width} × ${size.height} in the ${theme} theme`, async ({ page, queries, problems }) => {
        await page.setViewportSize(size);
        await page.goto(`${OVERVIEW}?theme=${theme}`);
        await queries.settle();
        await page.screenshot({ path: `screenshots/overview-${theme}-${size.width}.png` });
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth
        );
        expect(overflow, 'pixels to scroll sideways').toBe(0);
        expect(problems).toEqual([]);
      });
    }
  }
});
