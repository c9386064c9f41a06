// How long the Overview takes from navigation to its last panel, in a browser that has been there before.
import { chromium } from 'playwright-core';

const base = process.env.BASE_URL ?? 'http://127.0.0.1:3000';
const runs = Number(process.env.RUNS ?? 9);
const [user, password] = (process.env.GRAFANA_AUTH ?? ':').split(':');

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
  };
  const times = (window.overviewTimes = {});
  const look = () => {
    for (const [name, isShown] of Object.entries(shown)) {
      times[name] ??= isShown() ? performance.now() : undefined;
    }
    if (Object.keys(shown).some((name) => times[name] === undefined)) {
      requestAnimationFrame(look);
    } else {
      times.usable = Math.max(...Object.keys(shown).map((name) => times[name]));
    }
  };
  requestAnimationFrame(look);
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  if (user) {
    await context.request.post(`${base}/login`, { data: { user, password } });
  }
  await context.addInitScript(watch);

  const warm = [];
  for (let run = 0; run <= runs; run++) {
    const page = await context.newPage();
    await page.goto(`${base}/a/headroom-performance-app/overview`, { waitUntil: 'commit' });
    await page.waitForFunction(() => window.overviewTimes.usable !== undefined, null, { polling: 50 });
    const times = await page.evaluate(() => window.overviewTimes);
    const inWords = Object.entries(times).map(([name, ms]) => `${name} ${Math.round(ms)}`);
    console.log(`${run === 0 ? 'cold' : 'warm'}: ${inWords.join(', ')} ms`);
    if (run > 0) {
      warm.push(times.usable);
    }
    await page.close();
  }
  warm.sort((a, b) => a - b);
  console.log(`usable, median of ${runs} warm: ${Math.round(warm[Math.floor(runs / 2)])} ms`);
} finally {
  await browser.close();
}
