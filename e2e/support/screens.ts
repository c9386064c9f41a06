import { type Locator, type Page } from '@playwright/test';

import { KINDS, panel } from './panels';
import { APP } from './target';

/** A place where people see the plugin. */
export interface Screen {
  /** In the names of tests and of screenshots. */
  name: string;
  path: string;
  /** The title and the kind of each panel that asks for data. */
  panels: Record<string, keyof typeof KINDS>;
}

export const OVERVIEW = `/a/${APP}/overview`;

/** Every screen that the browser tests go through. */
export const SCREENS: readonly Screen[] = [
  {
    name: 'overview',
    path: OVERVIEW,
    panels: { 'System health': 'tiles', 'Table traffic': 'cells', 'Scaling by tenants': 'rows' },
  },
];

/** What each panel of a screen must show in a state of its answers. */
export function signs(page: Page, screen: Screen, state: 'drawn' | 'failed' | 'empty'): Locator[] {
  return Object.entries(screen.panels).map(([title, kind]) => KINDS[kind][state](panel(page, title)));
}
