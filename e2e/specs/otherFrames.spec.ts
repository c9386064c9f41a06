import { savedDashboard } from '../support/dashboards';
import { savedDataSource } from '../support/dataSources';
import { expectVisible } from '../support/layout';
import { panel } from '../support/panels';
import { expect, test } from '../support/test';

const AT = Date.UTC(2026, 10, 20);
const HOUR = 3_600_000;

/** Frames that no data source should give to these panels, as TestData's raw frames. */
const FRAMES: Record<string, object[]> = {
  'no frame': [],
  'no field': [{ fields: [] }],
  'columns without rows': [columns({ kpi: [], tenants: [], time: [], value: [] })],
  'text where numbers belong': [columns({ kpi: ['a'], tenants: ['many'], time: ['soon'], value: ['high'] })],
  'numbers where text belongs': [
    columns({ kpi: [1, 2], tenants: [-1, 0.5], status: [3, null], value: [-1e300, 1e300] }),
  ],
  'nothing but null': [columns({ kpi: [null, null], tenants: [null, null], time: [null, null], value: [null, null] })],
  'objects and lists': [columns({ kpi: [{}, []], tenants: [[], {}], time: [{}, []], value: [[1], { a: 1 }] })],
  'columns of uneven length': [columns({ kpi: ['a'], tenants: [1, 2, 3], time: [AT], value: [1, 2] })],
  'names twice': [
    { fields: ['value', 'value', 'kpi', 'kpi', 'tenants', 'tenants'].map((name) => ({ name, values: [1, 2] })) },
  ],
  'names of objects’ own': [columns({ constructor: [1], toString: ['a'], hasOwnProperty: [AT], tenants: [1] })],
  'words that this version does not know': [
    columns({ kpi: ['no_such_kpi'], status: ['no such status'], value: [1], unit: ['no such unit'], tenants: [7] }),
  ],
  'a text of 300 characters, and one from right to left': [
    columns({ kpi: ['k'.repeat(300), 'توفر الخدمة'], value: [1, 2], tenants: [1, 2] }),
  ],
  'times backwards, and the same ones twice': [
    columns({ time: [AT, AT - HOUR, AT - HOUR, 0, -1], value: [1, 2, 3, 4, 5], tenants: [2, 1, 1, 0, -1] }),
  ],
};

const PANELS = ['headroom-kpiscorecard-panel', 'headroom-trafficheatmap-panel', 'headroom-scalingtable-panel'];

/** A frame by its columns; Grafana finds out their types. */
function columns(values: Record<string, unknown[]>) {
  return { fields: Object.entries(values).map(([name, of]) => ({ name, values: of })) };
}

for (const type of PANELS) {
  test(`${type} lives with whatever another data source gives it`, async ({ page, isPreview, problems: _ }) => {
    test.skip(isPreview, 'the preview has no TestData; unit tests give the panels random frames');
    await savedDataSource(page, 'grafana-testdata-datasource', async (datasource) => {
      const titles = Object.keys(FRAMES);
      const panels = Object.entries(FRAMES).map(([title, frames], index) => ({
        id: index + 1,
        type,
        title,
        gridPos: { x: (index % 3) * 8, y: Math.floor(index / 3) * 7, w: 8, h: 7 },
        datasource,
        targets: [{ refId: 'A', datasource, scenarioId: 'raw_frame', rawFrameContent: JSON.stringify(frames) }],
        options: {},
        fieldConfig: { defaults: {}, overrides: [] },
      }));
      const time = { from: new Date(AT - 24 * HOUR).toISOString(), to: new Date(AT + HOUR).toISOString() };
      await savedDashboard(page, isPreview, { title: 'Other frames', panels, time }, async (path) => {
        await page.goto(path);
        await expectVisible(
          page,
          titles.map((title) => panel(page, title)),
          expect.soft
        );
        for (const title of titles) {
          // Something is drawn or said below the title.
          const content = panel(page, title).getByTestId('data-testid panel content');
          await expect
            .soft(content.locator('canvas').or(content.getByText(/\S/)).filter({ visible: true }).first())
            .toBeVisible();
        }
        await expect(page.getByText('An unexpected error happened')).toHaveCount(0);
      });
    });
  });
}
