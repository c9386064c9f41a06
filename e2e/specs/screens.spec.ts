import { type Page } from '@playwright/test';

import { graveFindings } from '../support/accessibility';
import { followLayoutShifts, layoutShift, sidewaysPixels } from '../support/layout';
import { picture, SIZES, THEMES, themed, type Theme, type Width } from '../support/looks';
import { panel } from '../support/panels';
import { SCREENS, signs, type Screen } from '../support/screens';
import { expect, test } from '../support/test';

/** Of the page, that may move by itself after its first panel is there. */
const MOST_LAYOUT_SHIFT = 0.01;

/** Each theme is opened at another size and then resized, so that both sizes are drawn and resized to. */
const WIDTHS: Record<Theme, [Width, Width]> = { dark: [1024, 1440], light: [1440, 1024] };

const shown = async (page: Page, screen: Screen, state: 'drawn' | 'failed' | 'empty') => {
  for (const sign of signs(page, screen, state)) {
    await expect.soft(sign, `${screen.name} ${state}`).toBeVisible();
  }
};

for (const screen of SCREENS) {
  for (const theme of THEMES) {
    /** What holds in every state and at every size. */
    const look = async (page: Page, state: string, width: Width) => {
      await page.setViewportSize(SIZES[width]);
      await picture(page, screen.name, state, theme);
      expect.soft(await sidewaysPixels(page), `${state} ${width}: pixels to scroll sideways`).toBe(0);
    };
    const [first, second] = WIDTHS[theme];

    test(`${screen.name}, ${theme}`, async ({ page, answers, problems }) => {
      await followLayoutShifts(page);
      await page.setViewportSize(SIZES[first]);

      await test.step('while its first answers are under way', async () => {
        answers.hold();
        await page.goto(themed(screen.path, theme));
        for (const title of Object.keys(screen.panels)) {
          await expect.soft(panel(page, title).getByLabel('Panel loading bar')).toBeVisible();
        }
        await look(page, 'slow', first);
        await look(page, 'slow', second);
      });

      await test.step('loaded', async () => {
        answers.release();
        await shown(page, screen, 'drawn');
        const { total, moved } = await layoutShift(page);
        expect.soft(total, `of the page moved: ${moved.join('\n')}`).toBeLessThanOrEqual(MOST_LAYOUT_SHIFT);
        await look(page, 'loaded', second);
        await look(page, 'loaded', first);
        expect.soft(await graveFindings(page), 'axe').toEqual([]);
      });

      await test.step('while it is asked again, with the picture kept', async () => {
        answers.hold();
        await page.getByRole('button', { name: /refresh/i }).first().click();
        await expect(page.getByRole('button', { name: /cancel/i })).toBeVisible();
        await shown(page, screen, 'drawn');
        answers.release();
        await expect(page.getByRole('button', { name: /cancel/i })).toBeHidden();
      });

      await test.step('failed', async () => {
        answers.failed();
        // Scenes log that the variables have no values, which their controls show.
        problems.expect(/SceneVariableSet updateAndValidate error/);
        await page.goto(themed(screen.path, theme));
        await shown(page, screen, 'failed');
        await look(page, 'error', first);
        await look(page, 'error', second);
        expect.soft(await graveFindings(page), 'axe').toEqual([]);
      });

      await test.step('empty', async () => {
        answers.empty();
        await page.goto(themed(screen.path, theme));
        await shown(page, screen, 'empty');
        await look(page, 'empty', second);
        await look(page, 'empty', first);
        expect.soft(await graveFindings(page), 'axe').toEqual([]);
      });
    });
  }
}
