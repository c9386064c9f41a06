import { REFUSED } from '../support/answers';
import { picture } from '../support/looks';
import { FIGURE, KINDS, marks, panel } from '../support/panels';
import { OPERATIONS, OVERVIEW, SCREENS, SETTINGS } from '../support/screens';
import { withSettings } from '../support/settings';
import { DATA_SOURCE } from '../support/target';
import { expect, test } from '../support/test';

// These tests change the data source that all the others ask; they run after them (see playwright.config.ts).

/** A port that nobody listens on. */
const DEAD = 'http://127.0.0.1:9';

const [overview] = SCREENS.filter(({ path }) => path === OVERVIEW);

test('while Prometheus is down, pages say so, and show what does not need it', async ({
  page,
  isPreview,
  problems,
}) => {
  // The failing queries and variables, and that Scenes logs the latter.
  problems.expect(/^400: POST .*\/api\/ds\/query|^502: GET .*\/resources\/|SceneVariableSet updateAndValidate error/);
  await withSettings(
    page,
    isPreview,
    (saved) => ({ ...saved, prometheus: { url: DEAD } }),
    async () => {
      await page.goto(OVERVIEW);
      const [health, traffic] = overview!.failed(page);
      await expect(health!).toBeVisible();
      await expect(traffic!).toBeVisible();
      // The profile's curve takes no measurement.
      await expect(
        panel(page, 'Scaling by tenants').getByRole('row').filter({ hasText: FIGURE }).first()
      ).toBeVisible();

      // What the other tests answer in its place has the shape of the real thing.
      const query = { refId: 'A', datasource: { uid: DATA_SOURCE }, queryType: 'kpi' };
      const failed = await page.request.post('/api/ds/query', {
        data: { from: 'now-1h', to: 'now', queries: [query] },
      });
      expect(failed.status()).toBe(400);
      expect((await failed.json()).results.A).toEqual({
        error: REFUSED,
        errorSource: 'downstream',
        status: 502,
        frames: [],
      });
    }
  );
});

test('without any connection, pages say what to connect', async ({ page, isPreview, problems: _ }) => {
  await withSettings(
    page,
    isPreview,
    () => ({}),
    async () => {
      await page.goto(OVERVIEW);
      const tiles = panel(page, 'System health').getByRole('button').filter({ hasText: 'No source' });
      await expect(tiles).toHaveCount(6);
      await expect(tiles.first()).toContainText('set prometheus.url in the data source');
      await expect(panel(page, 'System health')).toContainText('No verdict on any of 6 targets');
      await expect(panel(page, 'Table traffic').getByRole('status')).toContainText('No Prometheus is connected');
      await picture(page, 'overview', 'unconnected', 'dark');

      await page.goto(SETTINGS);
      await expect(page.getByRole('region', { name: 'Requests' })).toContainText(/no Prometheus/i);
      await picture(page, 'settings', 'unconnected', 'dark');
    }
  );
});

test('a profile without tables shows those that the database has, without an expectation', async ({
  page,
  isPreview,
  problems: _,
}) => {
  const catalog = await page.request.get(`/api/datasources/uid/${DATA_SOURCE}/resources/catalog`);
  const { tables } = await catalog.json();
  const none = Object.fromEntries(Object.keys(tables).map((name) => [name, null]));
  await withSettings(
    page,
    isPreview,
    (saved) => ({ ...saved, profile: { tables: none } }),
    async () => {
      await page.goto(OVERVIEW);
      const rows = panel(page, 'Table traffic').getByRole('row');
      await expect(rows.filter({ hasText: 'not declared' })).toHaveCount(Object.keys(tables).length);
      await picture(page, 'overview', 'undeclared', 'dark');
    }
  );
});

test('without mapped incidents and deployments, time lines have no marks, and nothing is wrong', async ({
  page,
  isPreview,
  queries,
  problems: _,
}) => {
  const none = { incidents: undefined, deployments: undefined };
  await withSettings(
    page,
    isPreview,
    (saved) => ({ ...saved, signals: { ...(saved.signals as object), ...none } }),
    async () => {
      await page.goto(OPERATIONS);
      await expect(KINDS.lines.drawn(panel(page, 'Error ratio'))).toBeVisible();
      await queries.settle();
      expect(await queries.values('incidents', 'id')).toEqual([]);
      expect(await queries.values('deployments', 'id')).toEqual([]);
      await expect(marks(page.getByRole('main'))).toHaveCount(0);
      await expect(page.getByTestId(/^data-testid Alert error/)).toHaveCount(0);
      await picture(page, 'operations', 'unmapped', 'dark');
    }
  );
});
