import { walkByTab } from '../support/focusWalk';
import { expectVisible } from '../support/layout';
import { panel } from '../support/panels';
import { OVERVIEW, SCREENS } from '../support/screens';
import { expect, test } from '../support/test';

// What shows the focus may come slowly otherwise.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

for (const screen of SCREENS) {
  test(`Tab leads through ${screen.name}`, async ({ page, isPreview, problems: _ }) => {
    await page.goto(screen.path);
    await expectVisible(page, screen.drawn(page), expect);
    const { stops, missed, left } = await walkByTab(page);

    expect.soft(left, 'the focus leaves the content in the end').toBe(true);
    // In Grafana's own table, Tab leads from cell to cell, and into none.
    const ours = missed.filter(({ isInCell }) => isPreview || !isInCell);
    expect.soft(ours, 'controls that Tab does not lead to').toEqual([]);
    const unseen = stops.filter(({ isVisible }) => !isVisible).map(({ what }) => what);
    expect.soft(unseen, 'stops that do not show the focus').toEqual([]);
    const sections = stops.flatMap(({ section }) => section ?? []);
    expect.soft(sections, 'section after section').toEqual(sections.toSorted((a, b) => a - b));
  });
}

test('the panels of the Overview work by keyboard', async ({ page, problems: _ }) => {
  await page.goto(OVERVIEW);

  await test.step('Enter on a KPI explains it, Escape closes that and gives the focus back', async () => {
    const tile = panel(page, 'System health').getByRole('button', { name: /^Availability/ });
    await tile.focus();
    await page.keyboard.press('Enter');
    const explanation = page.getByRole('dialog', { name: /availability/i });
    await expect(explanation.getByRole('heading', { name: 'Definition' })).toBeVisible();
    // The drawer takes the focus in its own time, and the tooltip of its Close button an Escape of its own.
    await expect(async () => {
      await page.keyboard.press('Escape');
      await expect(explanation).toBeHidden({ timeout: 1000 });
    }).toPass();
    await expect(tile).toBeFocused();
  });

  await test.step('arrow keys lead from cell to cell of the heatmap', async () => {
    const heatmap = panel(page, 'Table traffic').getByRole('application');
    const tooltip = page.getByText('Click or press Enter to keep this open');
    await heatmap.focus();
    await page.keyboard.press('ArrowRight');
    await expect(tooltip).toBeVisible();
    const facts = tooltip.locator('..');
    const before = await facts.textContent();
    await page.keyboard.press('ArrowDown');
    await expect(facts).not.toHaveText(before!);

    await page.keyboard.press('Enter');
    const details = page.getByRole('dialog');
    await expect(details).toContainText('Expected');
    await expect(details.getByRole('button', { name: 'Close' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(details).toBeHidden();
    await expect(heatmap).toBeFocused();
  });

  await test.step('a column of the scaling table sorts', async () => {
    const table = panel(page, 'Scaling by tenants');
    const column = table.getByRole('columnheader', { name: 'Storage' });
    const first = table.getByRole('rowgroup').last().getByRole('row').first();
    await expect(first).toContainText('100');
    await column.getByRole('button').focus();
    await page.keyboard.press('Enter');
    await expect(column).toHaveAttribute('aria-sort', 'ascending');
    await page.keyboard.press('Enter');
    await expect(column).toHaveAttribute('aria-sort', 'descending');
    await expect(first).toContainText('5,000');
    await expect(column.getByRole('button')).toBeFocused();
  });
});
