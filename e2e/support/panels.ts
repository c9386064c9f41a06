import { type Locator, type Page } from '@playwright/test';

import { REFUSED } from './answers';

/** A figure, as opposed to a name. */
export const FIGURE = /\d/;

/** A panel by its title. Panels are regions named by their title, in Grafana as in the preview. */
export const panel = (page: Page, title: string): Locator => page.getByRole('region', { name: title, exact: true }).first();

/** What a kind of panel shows in each state of its answers. */
interface Look {
  /** Visible when there is something to draw. */
  drawn(panel: Locator): Locator;
  /** Visible when the query failed: its reason. */
  failed(panel: Locator): Locator;
  /** Visible when the answer holds nothing. */
  empty(panel: Locator): Locator;
}

/** Headroom's panels say in their middle why there is nothing, and what to do. */
const says: Pick<Look, 'failed' | 'empty'> = {
  failed: (panel) => panel.getByRole('alert').filter({ hasText: REFUSED }),
  empty: (panel) => panel.getByRole('status').filter({ hasText: /^No / }),
};

const tiles: Look = {
  ...says,
  drawn: (panel) => panel.getByRole('button').filter({ hasText: FIGURE }).first(),
  // A trend without a point still names its KPI.
  empty: (panel) => panel.getByRole('button').filter({ hasText: 'No verdict' }).first(),
};
const cells: Look = { ...says, drawn: (panel) => panel.locator('canvas').first() };
const rows: Look = { ...says, drawn: (panel) => panel.getByRole('row').filter({ hasText: FIGURE }).first() };

/** The kinds of panel on the screens. */
export const KINDS = { tiles, cells, rows } as const;
