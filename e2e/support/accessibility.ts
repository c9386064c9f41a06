import AxeBuilder from '@axe-core/playwright';
import { type Page } from '@playwright/test';

/** Findings of these impacts keep somebody out. */
const GRAVE = ['serious', 'critical'];

/**
 * What is Grafana's own inside the content that we look at, by selector, with what axe finds in it. Grafana's navigation
 * and header around the content are not looked at in the first place.
 */
const NOT_OURS = [
  // A dashboard's refresh button has no name, and the name of the button beside it does not begin with its text.
  '[data-testid^="data-testid RefreshPicker"]',
  // Variables of a dashboard in Grafana 12.3: their inputs have no label. Those of our pages have.
  '[data-testid="data-testid dashboard controls"]',
  // The arrow of Grafana 12.3's MultiCombobox: a div with aria-expanded.
  '[id^="downshift-"][id$="-toggle-button"]',
  // Explore's outline button names an element that comes only when it is open.
  '[aria-controls="content-outline-container"]',
  // The rows of the Table of @grafana/ui, with which the preview draws, scroll without taking the focus. The table panel
  // of Grafana 12.3 is another one, whose cells take it.
  '[data-testid="data-testid table body"] .scrollbar-view',
  // Names of the entries of a time series' legend, and of the titles of a table, are not their texts.
  '[data-testid="data-testid viz-layout-legend"]',
  'button[title="Toggle SortBy"]',
];

/** What axe finds in the content that would keep somebody out, in words. */
export async function graveFindings(page: Page, content = 'main'): Promise<string[]> {
  const axe = NOT_OURS.reduce(
    (builder, part) => builder.exclude(part),
    new AxeBuilder({ page }).include(content).options({ resultTypes: ['violations'] })
  );
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact && GRAVE.includes(impact))
    .flatMap(({ id, impact, nodes }) =>
      nodes.map(
        ({ target, html, failureSummary }) => `${impact} ${id}: ${target.join(' ')}\n${html}\n${failureSummary}`
      )
    );
}
