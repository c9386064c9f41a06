/** When something was first there, in milliseconds since navigation. */
export type Times = Record<string, number | undefined>;

declare global {
  interface Window {
    /** By what is waited for: the Overview's three panels, or the words that stand there without a data source. */
    overviewTimes?: Times;
  }
}

/** Runs in the page: notes in which frame each of the Overview's panels first shows its answer. */
export function watch() {
  const panel = (title: string) =>
    [...document.querySelectorAll('section, [role=region]')].find(
      (region) =>
        (region.getAttribute('aria-label') ??
          document.getElementById(region.getAttribute('aria-labelledby') ?? '')?.textContent) === title
    );
  const shown: Record<string, () => unknown> = {
    tiles: () => /\b(met|missed|risk)\b/i.test(panel('System health')?.textContent ?? ''),
    heatmap: () => panel('Table traffic')?.querySelector('canvas'),
    scaling: () => (panel('Scaling by tenants')?.querySelectorAll('[role=row], tr').length ?? 0) > 3,
    bare: () => document.querySelector('main')?.textContent?.includes('no Headroom data source “none”'),
  };
  const times: Times = (window.overviewTimes = {});
  const look = (now: number) => {
    for (const [name, isShown] of Object.entries(shown)) {
      times[name] ??= isShown() ? now : undefined;
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Runs in the page: the times once all of `names` are known, with when the app's first file was asked for. */
export function readTimes(names: string[]): Times | undefined {
  const times = window.overviewTimes ?? {};
  if (!names.every((name) => times[name] !== undefined)) {
    return undefined;
  }
  const asked = performance
    .getEntriesByType('resource')
    .filter(({ name }) => name.includes('/public/plugins/headroom-performance-app/'))
    .map(({ startTime }) => startTime);
  return { asked: Math.min(...asked), ...Object.fromEntries(names.map((name) => [name, times[name]])) };
}

/** Runs in the page: follows a link as a person does, and tells when, and since when times count. */
export function follow(path: string): { clicked: number; origin: number } {
  let link = document.querySelector<HTMLAnchorElement>(`a[href$="${path}"]`);
  if (!link) {
    link = document.createElement('a');
    link.href = path;
    document.body.append(link);
  }
  const clicked = performance.now();
  link.click();
  return { clicked, origin: performance.timeOrigin };
}
