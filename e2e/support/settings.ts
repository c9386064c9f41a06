import { type Page } from '@playwright/test';

import { DATA_SOURCE } from './target';

/** Settings of a data source that anybody may read, as saved. */
export type Settings = Record<string, unknown>;

/** Grafana answers with the settings of a data source as they were up to five seconds ago (`DefaultCacheTTL`). */
const GRAFANA_CACHE_MS = 5500;

const PATH = `/api/datasources/uid/${DATA_SOURCE}`;

/**
 * Saves other settings in the data source that all the pages ask, lets a test work with them, and puts the old ones
 * back. Passwords stay what they are. One test at a time may do that.
 */
export async function withSettings(
  page: Page,
  isPreview: boolean,
  change: (saved: Settings) => Settings,
  act: () => Promise<void>
) {
  const before = await page.request.get(PATH);
  const saved = await before.json();
  const save = async (jsonData: Settings) => {
    // A version of its own would be refused as out of date.
    const { version: _, ...rest } = saved;
    const answer = await page.request.put(PATH, { data: { ...rest, jsonData } });
    if (!answer.ok()) {
      throw new Error(`saving the settings: ${answer.status()} ${await answer.text()}`);
    }
    if (!isPreview) {
      await page.waitForTimeout(GRAFANA_CACHE_MS);
    }
  };
  try {
    await save(change(saved.jsonData));
    await act();
  } finally {
    await save(saved.jsonData);
  }
}
