// Grafana's packages name more icons than they hold. The ones that pages use are drawn here; every other missing name
// gets an empty circle, so that a page neither fails nor shows a broken image.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const stroke = (path: string) =>
  `<path d="${path}" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>`;

const DRAWN: Record<string, string> = {
  'angle-double-left': stroke('M11 7l-5 5 5 5M18 7l-5 5 5 5'),
  'angle-double-up': stroke('M7 11l5-5 5 5M7 18l5-5 5 5'),
  anchor: stroke('M12 7v14M5 13c0 4 3 8 7 8s7-4 7-8M12 3a2 2 0 1 1 0 4 2 2 0 0 1 0-4'),
  'check-square': stroke('M4 4h16v16H4zM8 12l3 3 5-6'),
  globe: stroke('M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18'),
  home: stroke('M4 11l8-7 8 7M6 10v10h12V10'),
  'file-download': stroke('M6 3h8l4 4v14H6zM12 10v7M9 14l3 3 3-3'),
  spinner: stroke('M12 3a9 9 0 1 1-9 9'),
};
const PLACEHOLDER = stroke('M12 5a7 7 0 1 0 0 14 7 7 0 0 0 0-14');

/** Writes the icons that names has and the package's own folder has not. */
export function completeIcons(folder: string, names: string[]) {
  for (const name of [...names, ...Object.keys(DRAWN)]) {
    for (const style of ['unicons', 'solid', 'mono', 'custom']) {
      const file = join(folder, style, `${name}.svg`);
      if (existsSync(join(folder, style)) && !existsSync(file)) {
        writeFileSync(
          file,
          `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">${DRAWN[name] ?? PLACEHOLDER}</svg>\n`
        );
      }
    }
  }
}
