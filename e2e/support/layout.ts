import { type Locator, type Page } from '@playwright/test';

/** How many pixels one has to scroll sideways to see all of a page. */
export function sidewaysPixels(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/**
 * Expects parts of a page, of which the first is in sight without scrolling: dashboards ask for and draw the others when
 * they come into sight.
 *
 * @param check `expect.soft` to check every part even when one is missing.
 */
export async function expectVisible(page: Page, [first, ...others]: Locator[], check: (part: Locator) => Visible) {
  await check(first!).toBeVisible();
  await page.evaluate(scrollThrough);
  for (const part of others) {
    await check(part).toBeVisible();
  }
}

/** The part of an expectation of Playwright's that is used here. */
interface Visible {
  toBeVisible(): Promise<void>;
}

/** In the page: down to the end and back. */
async function scrollThrough() {
  const seen = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  for (let top = 0; top < document.documentElement.scrollHeight; top += window.innerHeight / 2) {
    window.scrollTo(0, top);
    await seen();
  }
  window.scrollTo(0, 0);
  await seen();
}

/** Where the page keeps what moved. */
interface Moved extends Window {
  layoutShift: { since?: number; total: number; moved: string[] };
}
/** What the browser reports of a layout shift (https://wicg.github.io/layout-instability/). */
interface LayoutShift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
  sources: Array<{ node?: Node; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }>;
}

/** Panels of pages and dashboards. */
const PANEL = 'section[data-testid^="data-testid Panel header"]';

/** Follows what moves by itself in every page that is opened from now on, once its first panel is there. */
export async function followLayoutShifts(page: Page) {
  await page.addInitScript((panel) => {
    const moved: Moved['layoutShift'] = { total: 0, moved: [] };
    (window as unknown as Moved).layoutShift = moved;
    new MutationObserver((_, observer) => {
      if (document.querySelector(panel)) {
        observer.disconnect();
        // The panel is painted with this frame, so that the next one is the first in which something can move it.
        requestAnimationFrame(() => requestAnimationFrame((now) => (moved.since = now)));
      }
    }).observe(document, { childList: true, subtree: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as LayoutShift[]) {
        if (!entry.hadRecentInput && moved.since !== undefined && entry.startTime > moved.since) {
          moved.total += entry.value;
          for (const { node, previousRect, currentRect } of entry.sources) {
            const what = node instanceof Element ? node.outerHTML : node?.textContent;
            moved.moved.push(`${previousRect.y} to ${currentRect.y} px: ${what?.slice(0, 150)}`);
          }
        }
      }
    }).observe({ type: 'layout-shift', buffered: true });
  }, PANEL);
}

/** How much of the page moved by itself since its first panel was there (0–1, cumulative), and what; 0 without panels. */
export function layoutShift(page: Page): Promise<{ total: number; moved: string[] }> {
  return page.evaluate(() => (window as unknown as Moved).layoutShift);
}
