import { type Page } from '@playwright/test';

/** How queries and panels name a data source. */
export interface DataSourceRef {
  type: string;
  uid: string;
}

/** Lets a test work with a data source of a type of Grafana's own, without settings, and deletes it afterwards. */
export async function savedDataSource(page: Page, type: string, act: (saved: DataSourceRef) => Promise<void>) {
  const ref = { type, uid: `headroom-e2e-${type}`.slice(0, 40) };
  const saved = await page.request.post('/api/datasources', {
    data: { ...ref, name: `Browser tests, ${type}`, access: 'proxy' },
  });
  if (!saved.ok()) {
    throw new Error(`saving the data source: ${saved.status()} ${await saved.text()}`);
  }
  try {
    await act(ref);
  } finally {
    await page.request.delete(`/api/datasources/uid/${ref.uid}`);
  }
}
