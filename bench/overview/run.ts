// How long the Overview takes from navigation to its last panel, in a browser that has been there before, and how much
// of that passes before the app has a say.
import { type BrowserContext, chromium, type Page } from 'playwright-core';

import { KEEP_NAMES } from '../keepNames';
import { follow, readTimes, type Times, watch } from './watch';

const base = process.env.BASE_URL ?? 'http://127.0.0.1:3000';
const runs = Number(process.env.RUNS ?? 9);
const [user, password] = (process.env.GRAFANA_AUTH ?? ':').split(':');

const OVERVIEW = '/a/headroom-performance-app/overview';
/** The same page with a data source that does not exist: everything but questions, answers and panels. */
const BARE = `${OVERVIEW}?var-ds=none`;
/** A page of the host's own, from which somebody goes to the Overview. */
const ELSEWHERE = process.env.ELSEWHERE ?? '/explore';

const PANELS = ['tiles', 'heatmap', 'scaling'];

/** A Grafana that was just started may take half a minute for its first page. */
const LIMIT_MS = 120_000;

const print = (text: string) => process.stdout.write(`${text}\n`);

async function timesOf(page: Page, names: string[]): Promise<Times> {
  try {
    const times = await page.waitForFunction(readTimes, names, { polling: 50, timeout: LIMIT_MS });
    return (await times.jsonValue()) ?? {};
  } catch (error) {
    const seen = await page.evaluate(() => window.overviewTimes);
    throw new Error(`${page.url()} is not usable, of ${names.join(', ')} came ${JSON.stringify(seen)}`, {
      cause: error,
    });
  }
}

async function inNewPage<T>(context: BrowserContext, path: string, look: (page: Page) => Promise<T>): Promise<T> {
  const page = await context.newPage();
  try {
    await page.goto(`${base}${path}`, { waitUntil: 'commit' });
    return await look(page);
  } finally {
    await page.close();
  }
}

const last = (times: Times) => Math.max(...PANELS.map((name) => times[name] ?? NaN));

/** Opens the Overview by its address: milliseconds from navigation. */
async function opened(context: BrowserContext): Promise<Times> {
  const times = await inNewPage(context, OVERVIEW, (page) => timesOf(page, PANELS));
  const { bare } = await inNewPage(context, BARE, (page) => timesOf(page, ['bare']));
  return { asked: times.asked, bare, ...times, usable: last(times) };
}

/** Goes to the Overview from another page of the host: milliseconds from the click. */
async function followed(context: BrowserContext): Promise<number> {
  return inNewPage(context, ELSEWHERE, async (page) => {
    await page.locator('main').first().waitFor({ timeout: LIMIT_MS });
    await page.waitForLoadState('networkidle');
    const { clicked, origin } = await page.evaluate(follow, OVERVIEW);
    const times = await timesOf(page, PANELS);
    if (origin !== (await page.evaluate(() => performance.timeOrigin))) {
      throw new Error(`the link from ${ELSEWHERE} loads the host anew`);
    }
    return last(times) - clicked;
  });
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
const inWords = (times: Times) =>
  Object.entries(times)
    .map(([name, ms]) => `${name} ${Math.round(ms ?? NaN)}`)
    .join(', ');

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  if (user) {
    const answer = await context.request.post(`${base}/login`, { data: { user, password } });
    if (!answer.ok()) {
      throw new Error(`sign-in of ${user}: ${answer.status()}`);
    }
  }
  await context.addInitScript(KEEP_NAMES);
  await context.addInitScript(watch);

  const warm: Times[] = [];
  for (let run = 0; run <= runs; run++) {
    const times = { ...(await opened(context)), followed: await followed(context) };
    print(`${run === 0 ? 'cold' : 'warm'}: ${inWords(times)} ms`);
    if (run > 0) {
      warm.push(times);
    }
  }
  const names = Object.keys(warm[0] ?? {});
  const medians = names.map((name) => [name, median(warm.map((times) => times[name] ?? NaN))]);
  print(`median of ${runs} warm: ${inWords(Object.fromEntries(medians))} ms`);
} finally {
  await browser.close();
}
