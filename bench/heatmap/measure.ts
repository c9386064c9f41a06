import type { Browser, CDPSession, Page } from 'playwright-core';

import { KEEP_NAMES } from '../keepNames';
import { answer, END, STEP } from './frames';
import { ownMilliseconds } from './ownTime';
import { probe } from './probe';

/** Where the panels are measured. */
export interface Grafana {
  url: string;
  version: string;
  authorization: string;
  /** The TestData data source, whose answers the benchmark replaces. */
  datasource: { uid: string; type: string };
}

/** How much an answer holds. */
export interface Shape {
  rows: number;
  columns: number;
}

/** Medians of one panel and size, in milliseconds; `heap` in bytes. See the README. */
export interface Figures {
  first: number;
  refresh: number;
  main: number;
  own: number;
  hover: number;
  heap: number;
}

const QUIET = 500;
const HOVERS = 60;
// Wide enough that status-history, which refuses to draw points closer than two pixels, draws 720 of them.
const VIEWPORT = { width: 1600, height: 900 };

/** Panels that are measured in a setting other than their own default. */
const VARIANTS: Record<string, { type: string; options: object }> = {
  heatmap: { type: 'heatmap', options: { calculate: false } },
  'status-history': { type: 'status-history', options: { perPage: 20 } },
  'status-history-all': { type: 'status-history', options: { perPage: 100_000 } },
};

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

/** Creates a dashboard of one panel over the range of the answers. */
async function createDashboard(grafana: Grafana, name: string, columns: number): Promise<string> {
  const { url, authorization, datasource, version } = grafana;
  const uid = `bench-${name}-${columns}`.slice(0, 40);
  const { type, options } = VARIANTS[name] ?? { type: name, options: {} };
  const target = { refId: 'A', scenarioId: 'random_walk', datasource };
  const panel = {
    id: 1,
    type,
    title: name,
    gridPos: { x: 0, y: 0, w: 24, h: 18 },
    datasource,
    options,
    targets: [target],
    // Without it Grafana takes a heatmap for one of before version 8, and migrates its options.
    pluginVersion: version,
  };
  const dashboard = {
    uid,
    title: uid,
    timezone: 'utc',
    schemaVersion: 41,
    time: { from: new Date(END - columns * STEP).toISOString(), to: new Date(END).toISOString() },
    panels: [panel],
  };
  const response = await fetch(`${url}/api/dashboards/db`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ dashboard, overwrite: true }),
  });
  if (!response.ok) {
    throw new Error(`Grafana refused the dashboard ${uid}: ${response.status} ${await response.text()}`);
  }
  return uid;
}

/**
 * The figures for one panel and size; see the README for what they mean.
 *
 * @param idle CPU seconds that the main thread of a waiting page takes in a second, to be left out of `main`.
 */
export async function measure(
  browser: Browser,
  grafana: Grafana,
  type: string,
  shape: Shape,
  runs: number,
  idle: number
): Promise<Figures> {
  const uid = await createDashboard(grafana, type, shape.columns);
  const url = `${grafana.url}/d/${uid}?kiosk`;
  const firsts: number[] = [];
  for (let run = 1; run < runs; run++) {
    firsts.push(await onPage(browser, grafana, type, shape, (page) => openAndPaint(page, url)));
  }
  // What takes several answers is measured on the last of these pages.
  return onPage(browser, grafana, type, shape, async (page, session) => {
    firsts.push(await openAndPaint(page, url));
    const heap = await heapBytes(session);
    const refreshes = await refresh(page, session, runs, idle);
    return {
      first: median(firsts),
      refresh: median(refreshes.map(({ painted }) => painted)),
      main: median(refreshes.map(({ mainThread }) => mainThread)),
      // 0 for Grafana's own panels, whose code cannot be told apart.
      own: await ownMilliseconds(session, type, () => askAgain(page)),
      hover: await hovers(page),
      heap,
    };
  });
}

/** What a page takes that shows a panel without a query, and what its main thread takes while it only waits. */
export async function measureEmpty(browser: Browser, grafana: Grafana) {
  const uid = await createDashboard(grafana, 'text', 168);
  return onPage(browser, grafana, 'text', { rows: 0, columns: 168 }, async (page, session) => {
    await page.goto(`${grafana.url}/d/${uid}?kiosk`, { waitUntil: 'load' });
    await page.waitForTimeout(4000);
    return { heap: await heapBytes(session), hover: await hovers(page), idle: await idleLoad(page, session) };
  });
}

/** Does something on a page of a new browser profile, where every query is answered with other values. */
async function onPage<T>(
  browser: Browser,
  { authorization }: Grafana,
  type: string,
  { rows, columns }: Shape,
  act: (page: Page, session: CDPSession) => Promise<T>
): Promise<T> {
  const context = await browser.newContext({ viewport: VIEWPORT, extraHTTPHeaders: { authorization } });
  try {
    const page = await context.newPage();
    await page.addInitScript(KEEP_NAMES);
    await page.addInitScript(probe);
    let seed = 1;
    await page.route('**/api/ds/query*', async (route) => {
      const body = answer('A', rows, columns, seed++, type === 'heatmap');
      // The page loads its modules meanwhile, so that the first answer finds everything but the data.
      await page.waitForTimeout(seed === 2 ? 3000 : 0);
      await route.fulfill({ contentType: 'application/json', body });
    });
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    return await act(page, session);
  } finally {
    await context.close();
  }
}

async function openAndPaint(page: Page, url: string) {
  await page.goto(url, { waitUntil: 'load' });
  return untilPainted(page, 0);
}

async function refresh(page: Page, session: CDPSession, runs: number, idle: number) {
  const results: Array<{ painted: number; mainThread: number }> = [];
  for (let run = 0; run < runs; run++) {
    const startedAt = performance.now();
    const before = await taskSeconds(session);
    const painted = await askAgain(page);
    const seconds = (await taskSeconds(session)) - before;
    const elapsed = (performance.now() - startedAt) / 1000;
    results.push({ painted, mainThread: 1000 * Math.max(0, seconds - idle * elapsed) });
  }
  return results;
}

/** Refreshes the dashboard by its keyboard shortcut. */
async function askAgain(page: Page) {
  const answeredBefore = await page.evaluate(() => window.headroomBench.answeredAt);
  await page.keyboard.press('d');
  await page.keyboard.press('r');
  return untilPainted(page, answeredBefore);
}

/** CPU seconds of the main thread in a second of a page that only waits, the watching of frames included. */
async function idleLoad(page: Page, session: CDPSession) {
  const before = await taskSeconds(session);
  await page.waitForTimeout(5000);
  return ((await taskSeconds(session)) - before) / 5;
}

/** Milliseconds from the next answer to the paint of the last frame that was long or brought something new. */
async function untilPainted(page: Page, answeredBefore: number) {
  await page.waitForFunction((before) => window.headroomBench.answeredAt > before, answeredBefore, {
    timeout: 120_000,
  });
  await page.waitForFunction((quiet) => window.headroomBench.quietFor > quiet, QUIET, {
    timeout: 180_000,
    polling: 100,
  });
  return page.evaluate(() => window.headroomBench.lastBusyAt - window.headroomBench.answeredAt);
}

async function hovers(page: Page) {
  const { width } = VIEWPORT;
  await page.evaluate(() => {
    window.headroomBench.hovers = [];
  });
  for (let i = 0; i < HOVERS; i++) {
    await page.mouse.move(300 + (i / HOVERS) * (width - 400), 200 + (i % 7) * 17);
    await page.waitForTimeout(40);
  }
  return median(await page.evaluate(() => window.headroomBench.hovers));
}

async function taskSeconds(session: CDPSession) {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN;
}

async function heapBytes(session: CDPSession) {
  for (let i = 0; i < 3; i++) {
    await session.send('HeapProfiler.collectGarbage');
  }
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}
