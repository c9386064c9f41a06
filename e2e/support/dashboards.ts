import { type Page } from '@playwright/test';

interface Dashboard {
  title: string;
  panels: unknown[];
  time?: { from: string; to: string };
}

/**
 * Lets a test work with a saved dashboard, whose path it gets. The preview saves none: there the browser gets the
 * dashboard as if it were. A real Grafana saves it, and deletes it afterwards.
 */
export async function savedDashboard(
  page: Page,
  isPreview: boolean,
  content: Dashboard,
  act: (path: string) => Promise<void>
) {
  const uid = 'headroom-e2e';
  const dashboard = { uid, schemaVersion: 42, time: { from: 'now-24h', to: 'now' }, ...content };
  if (isPreview) {
    await page.route(`**/api/dashboards/uid/${uid}`, (route) => route.fulfill({ json: { dashboard, meta: {} } }));
    return act(`/d/${uid}`);
  }
  const saved = await page.request.post('/api/dashboards/db', { data: { dashboard, overwrite: true } });
  if (!saved.ok()) {
    throw new Error(`saving the dashboard: ${saved.status()} ${await saved.text()}`);
  }
  try {
    await act(`/d/${uid}`);
  } finally {
    await page.request.delete(`/api/dashboards/uid/${uid}`);
  }
}
