import { FIGURE, panel } from '../support/panels';
import { OVERVIEW } from '../support/screens';
import { expect, test } from '../support/test';

/** The KPIs on the scorecard, by id, with the name that a person reads. */
const KPIS = {
  availability: /availability/i,
  latency_p95: /p95|latency/i,
  error_ratio: /error/i,
  throughput: /throughput/i,
  cpu_utilization: /cpu/i,
  memory_utilization: /memory/i,
};

/** How many colours a canvas shows: an empty one has one. */
function distinctColours(element: Element): number {
  const canvas = element as HTMLCanvasElement;
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size;
}

test('the Overview draws what the data source answers', async ({ page, queries, problems: _ }) => {
  await page.goto(OVERVIEW);
  await queries.settle();

  await test.step('each KPI with a value', async () => {
    const scorecard = panel(page, 'System health');
    expect((await queries.values('kpi', 'kpi')).sort()).toEqual(Object.keys(KPIS).sort());
    for (const name of Object.values(KPIS)) {
      await expect(scorecard.getByRole('button', { name }).filter({ hasText: FIGURE })).toBeVisible();
    }
  });

  await test.step('the traffic of every table', async () => {
    const heatmap = panel(page, 'Table traffic');
    const tables = await queries.values('traffic_trend', 'table');
    expect(tables.length).toBe(14);
    for (const table of tables) {
      // Beside the canvas is a table for screen readers, with a row of figures for each row of cells.
      const row = heatmap.getByRole('row').filter({ has: page.getByRole('rowheader', { name: table, exact: true }) });
      await expect(row).toHaveText(FIGURE);
    }
    const colours = await heatmap.locator('canvas').first().evaluate(distinctColours);
    expect(colours, 'colours on the canvas').toBeGreaterThan(5);
  });

  await test.step('what each number of tenants needs', async () => {
    const tenants = await queries.values('requirements', 'tenants');
    expect(tenants.length).toBeGreaterThanOrEqual(6);
    const rows = panel(page, 'Scaling by tenants').getByRole('row').filter({ hasText: FIGURE });
    expect(await rows.count()).toBeGreaterThanOrEqual(tenants.length);
    for (const row of await rows.all()) {
      // Tenants and at least one resource.
      expect(await row.getByRole('cell').filter({ hasText: FIGURE }).count()).toBeGreaterThanOrEqual(2);
    }
  });
});
