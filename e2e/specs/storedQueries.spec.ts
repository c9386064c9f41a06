import { savedDashboard } from '../support/dashboards';
import { panel } from '../support/panels';
import { explore } from '../support/screens';
import { DATA_SOURCE } from '../support/target';
import { expect, test } from '../support/test';

/** Queries that this version cannot answer, as another version, or a person, may have saved them. */
const STORED = {
  'of an older version, with a field that is no more': {
    query: { queryType: 'traffic', table: 'jobs', window: '1h' },
    notice: 'table is not a field of traffic queries in this version',
    answer: 'table: is not a field of traffic queries; did you mean "tables"',
  },
  'of a newer version, with another type': {
    query: { queryType: 'saturation', resource: 'disk' },
    notice: 'This version of Headroom has no query type "saturation"',
    answer: 'queryType: "saturation" is not known; known: kpi',
  },
  'with a value of the wrong kind': {
    query: { queryType: 'requirements', tenants: 'many' },
    notice: 'tenants is not a list of numbers',
    answer: 'tenants',
  },
};

for (const [which, { query, notice, answer }] of Object.entries(STORED)) {
  test(`a query ${which}: the editor keeps it and says so, the answer is an error`, async ({ page, problems }) => {
    // The refused query.
    problems.expect(/^400: POST .*\/api\/ds\/query/);
    await page.goto(explore(query));
    await expect(page.getByRole('alert').filter({ hasText: notice })).toBeVisible();
    await expect(page.getByText(answer).first()).toBeVisible();
    expect(decodeURIComponent(page.url()), 'the query in the address').toContain(JSON.stringify(query).slice(1, -1));
  });
}

test('a dashboard with such queries says in each panel what is wrong, and draws the others', async ({
  page,
  isPreview,
  problems,
}) => {
  // The refused queries.
  problems.expect(/^400: POST .*\/api\/ds\/query/);
  const ofVersions = Object.entries(STORED).map(([title, { query }]) => ({ title, query }));
  const good = { title: 'of this version', query: { queryType: 'projection' } };
  const panels = [good, ...ofVersions].map(({ title, query }, index) => ({
    id: index + 1,
    type: 'headroom-scalingtable-panel',
    title,
    gridPos: { x: (index % 2) * 12, y: Math.floor(index / 2) * 8, w: 12, h: 8 },
    datasource: { type: 'headroom-performance-datasource', uid: DATA_SOURCE },
    targets: [{ refId: 'A', ...query }],
    options: {},
    fieldConfig: { defaults: {}, overrides: [] },
  }));
  await savedDashboard(page, isPreview, { title: 'Stored queries', panels }, async (path) => {
    await page.goto(path);
    await expect(panel(page, good.title).getByRole('row', { name: /5,000/ })).toBeVisible();
    for (const [title, { answer }] of Object.entries(STORED)) {
      await expect(panel(page, title).getByRole('alert')).toContainText(answer);
    }
  });
});
