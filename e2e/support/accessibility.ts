import AxeBuilder from '@axe-core/playwright';
import { type Page } from '@playwright/test';

/** Findings of these impacts keep somebody out. */
const GRAVE = ['serious', 'critical'];

/**
 * Parts of our content that are Grafana's own, with what axe finds in them. Everything else in the page's content is
 * ours, Grafana's navigation and header around it are not looked at.
 */
const NOT_OURS: readonly string[] = [];

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
      nodes.map(({ target, html, failureSummary }) => `${impact} ${id}: ${target.join(' ')}\n${html}\n${failureSummary}`)
    );
}
