import { type Page } from '@playwright/test';

export const THEMES = ['dark', 'light'] as const;
export type Theme = (typeof THEMES)[number];

/** The sizes that the screens are designed for, by the width that names them. */
export const SIZES = {
  1440: { width: 1440, height: 900 },
  1024: { width: 1024, height: 768 },
} as const;
export type Width = keyof typeof SIZES;

/** A path in a theme, as Grafana takes it in the address. */
export function themed(path: string, theme: Theme): string {
  return `${path}${path.includes('?') ? '&' : '?'}theme=${theme}`;
}

/** Keeps a picture of what a person sees now: `screenshots/<screen>-<state>-<theme>-<width>.png`. */
export async function picture(page: Page, screen: string, state: string, theme: Theme) {
  const { width } = page.viewportSize()!;
  await page.screenshot({
    path: `screenshots/${screen}-${state}-${theme}-${width}.png`,
    animations: 'disabled',
    caret: 'hide',
  });
}
