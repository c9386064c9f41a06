// How long the Overview takes from navigation to its last panel, in a browser that has been there before, and how much
// of that passes before the app has a say.
import { chromium } from 'playwright-core';

const base = process.env.BASE_URL ?? 'http://127.0.0.1:3000';
const runs = Number(process.env.RUNS ?? 9);
const [user, password] = (process.env.GRAFANA_AUTH ?? ':').split(':');

const OVERVIEW = '/a/headroom-performance-app/overview';
/** The same page with a data source that does not exist: everything but questions, answers and panels. */
const BARE = `${OVERVIEW}?var-ds=none`;

/** A Grafana that was just started may take half a minute for its first page. */
const LIMIT_MS = 120_000;

/** Runs in the page: notes at which frame each of the Overview's three panels first shows its answer. */
function watch() {
  const panel = (title) =>
    [...document.querySelectorAll('section, [role=region]')].find(
      (region) =>
        (region.getAttribute('aria-label') ??
          document.getElementById(region.getAttribute('aria-labelledby'))?.textContent) === title
    );
  const shown = {
    tiles: () => /\b(met|missed|risk)\b/i.test(panel('System health')?.textContent ?? ''),
    heatmap: () => panel('Table traffic')?.querySelector('canvas'),
    scaling: () => (panel('Scaling by tenants')?.querySelectorAll('[role=row], tr').length ?? 0) > 3,
    bare: () => document.querySelector('main')?.textContent.includes('no Headroom data source “none”'),
  };
  const times = (window.overviewTimes = {});
  const look = (now) => {
    for (const [name, isShown] of Object.entries(shown)) {
      times[name] ??= isShown() ? now : undefined;
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Runs in the page: the times once all of `names` are known, with when the app's first file was asked for. */
function readTimes(names) {
  const known = names.every((name) => window.overviewTimes?.[name] !== undefined);
  const [first] = performance
    .getEntriesByType('resource')
    .filter(({ name }) => name.includes('/public/plugins/headroom-performance-app/'))
    .map(({ startTime }) => startTime)
    .sort((a, b) => a - b);
  return known && { asked: first, ...Object.fromEntries(names.map((name) => [name, window.overviewTimes[name]])) };
}

/** Opens a path in a new page, and gives the milliseconds from navigation to each of `names`. */
async function open(context, path, names) {
  const page = await context.newPage();
  try {
    await page.goto(`${base}${path}`, { waitUntil: 'commit' });
    const times = await page.waitForFunction(readTimes, names, { polling: 50, timeout: LIMIT_MS });
    return await times.jsonValue();
  } catch (error) {
    const seen = await page.evaluate(() => window.overviewTimes);
    throw new Error(`${page.url()} is not usable, of ${names} came ${JSON.stringify(seen)}: ${error.message}`);
  } finally {
    await page.close();
  }
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const inWords = (times) =>
  Object.entries(times)
    .map(([name, ms]) => `${name} ${Math.round(ms)}`)
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
  await context.addInitScript(watch);

  const warm = [];
  for (let run = 0; run <= runs; run++) {
    const panels = await open(context, OVERVIEW, ['tiles', 'heatmap', 'scaling']);
    const { bare } = await open(context, BARE, ['bare']);
    const { asked, ...drawn } = panels;
    const times = { asked, bare, ...drawn, usable: Math.max(...Object.values(drawn)) };
    console.log(`${run === 0 ? 'cold' : 'warm'}: ${inWords(times)} ms`);
    if (run > 0) {
      warm.push(times);
    }
  }
  const medians = Object.keys(warm[0]).map((name) => [name, median(warm.map((times) => times[name]))]);
  console.log(`median of ${runs} warm: ${inWords(Object.fromEntries(medians))} ms`);
} finally {
  await browser.close();
}
