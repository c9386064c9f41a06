import { type Page } from '@playwright/test';

import { graveFindings } from '../support/accessibility';
import { expectVisible, followLayoutShifts, layoutShift, sidewaysPixels } from '../support/layout';
import { picture, SIZES, THEMES, themed, type Theme, type Width } from '../support/looks';
import { SCREENS } from '../support/screens';
import { expect, test } from '../support/test';

/** Of the page, that may move by itself after its first panel is there. */
const MOST_LAYOUT_SHIFT = 0.01;

/** Each theme is opened at another size and then resized, so that both sizes are drawn and resized to. */
const WIDTHS: Record<Theme, [Width, Width]> = { dark: [1024, 1440], light: [1440, 1024] };

for (const screen of SCREENS) {
  for (const theme of THEMES) {
    const [first, second] = WIDTHS[theme];
    const path = themed(screen.path, theme);

    /** Keeps a picture at both sizes, which must not need to be scrolled sideways. */
    const look = async (page: Page, state: string) => {
      for (const width of [first, second]) {
        await page.setViewportSize(SIZES[width]);
        await picture(page, screen.name, state, theme);
        expect.soft(await sidewaysPixels(page), `${state} ${width}: pixels to scroll sideways`).toBe(0);
      }
    };

    test(`${screen.name}, ${theme}`, async ({ page, isPreview, answers, problems }) => {
      await followLayoutShifts(page);

      await test.step('while its first answers are under way', async () => {
        answers.hold();
        await page.setViewportSize(SIZES[first]);
        await page.goto(path);
        await expectVisible(page, screen.waiting(page), expect.soft);
        await look(page, 'slow');
      });

      await test.step('loaded', async () => {
        answers.release();
        await expectVisible(page, screen.drawn(page), expect.soft);
        // Grafana's own controls of a dashboard take more lines when their variables get values.
        if (isPreview || !screen.path.startsWith('/d/')) {
          const { total, moved } = await layoutShift(page);
          expect.soft(total, `of the page moved: ${moved.join('\n')}`).toBeLessThanOrEqual(MOST_LAYOUT_SHIFT);
        }
        await look(page, 'loaded');
        expect.soft(await graveFindings(page), 'axe').toEqual([]);
      });

      if (screen.again) {
        await test.step('asked again, with the picture kept', async () => {
          answers.hold();
          await screen.again?.(page).click();
          await expectVisible(page, [...screen.waiting(page), ...screen.drawn(page)], expect.soft);
          answers.release();
        });
      }

      await test.step('failed', async () => {
        answers.failed();
        // Scenes log that the variables have no values, which their controls show.
        problems.expect(/SceneVariableSet updateAndValidate error/);
        await page.goto(path);
        await expectVisible(page, screen.failed(page), expect.soft);
        await look(page, 'error');
        expect.soft(await graveFindings(page), 'axe').toEqual([]);
      });

      if (screen.empty) {
        await test.step('empty', async () => {
          answers.empty();
          await page.goto(path);
          await expectVisible(page, screen.empty?.(page) ?? [], expect.soft);
          await look(page, 'empty');
          expect.soft(await graveFindings(page), 'axe').toEqual([]);
        });
      }
    });
  }
}
