import { type Locator, type Page } from '@playwright/test';

import { REFUSED } from './answers';

/** A figure, as opposed to a name. */
export const FIGURE = /\d/;

/**
 * A panel by its title: panels are regions named by it, in Grafana as in the preview. One whose own first line stands
 * for the title has none on a dashboard, and is known by that.
 */
export const panel = (page: Page, title: string): Locator =>
  title
    ? page.getByRole('region', { name: title, exact: true }).first()
    : page.getByTestId(/^data-testid Panel header $/).first();

/** The marks on a time axis, each an event, as Grafana names them for tests. */
export const marks = (panel: Locator): Locator => panel.getByTestId('data-testid annotation-marker');

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

/** Grafana's own panels say in their header that a query failed. */
const coreSays: Pick<Look, 'failed' | 'empty'> = {
  failed: (panel) => panel.getByRole('button', { name: 'Panel status' }),
  empty: (panel) => panel.getByText('No data').first(),
};

/** The kinds of panel on the screens. */
export const KINDS = {
  tiles: { ...says, drawn: (panel) => panel.getByRole('button').filter({ hasText: FIGURE }).first() },
  cells: { ...says, drawn: (panel) => panel.locator('canvas').first() },
  rows: { ...says, drawn: (panel) => panel.getByRole('row').filter({ hasText: FIGURE }).first() },
  figures: {
    ...coreSays,
    drawn: (panel) => panel.getByText(/^[\d,]+$/).first(),
    empty: (panel) => panel.getByText('Number of tenants unknown: map the signal “tenants”'),
  },
  shares: {
    ...coreSays,
    drawn: (panel) => panel.getByText(/^-?[\d.]+%$/).first(),
    empty: (panel) => panel.getByText('Not known'),
  },
  lines: { ...coreSays, drawn: (panel) => panel.locator('canvas').first() },
  list: { ...coreSays, drawn: (panel) => panel.getByRole('row').filter({ hasText: FIGURE }).first() },
} satisfies Record<string, Look>;
export type Kind = keyof typeof KINDS;
