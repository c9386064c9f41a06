import { readFileSync } from 'node:fs';

import { panel } from '../support/panels';
import { OVERVIEW, SCREENS } from '../support/screens';
import { expect, test } from '../support/test';

const [overview] = SCREENS.filter(({ path }) => path === OVERVIEW);

/** The first bytes of a PNG file. */
const PNG_SIGNATURE = '89504e470d0a1a0a';

/** The panels by title, with what the first line of their tables begins with. */
const PANELS = { 'System health': 'kpi,', 'Table traffic': 'from,', 'Scaling by tenants': 'tenants,' };

for (const [title, header] of Object.entries(PANELS)) {
  test(`${title} is saved as a table and as a picture`, async ({ page, problems: _ }) => {
    await page.goto(OVERVIEW);
    for (const sign of overview!.drawn(page)) {
      await expect(sign).toBeVisible();
    }
    const save = async (format: 'CSV' | 'PNG') => {
      await panel(page, title)
        .getByRole('button', { name: `Export ${title}` })
        .click();
      const saved = page.waitForEvent('download');
      await page.getByRole('menuitem', { name: new RegExp(format) }).click();
      const file = await saved;
      expect(file.suggestedFilename()).toMatch(new RegExp(`^${title} .*\\.${format.toLowerCase()}$`));
      return readFileSync(await file.path());
    };

    const table = (await save('CSV')).toString('utf8').replace(/^\uFEFF/, '');
    expect(table.slice(0, header.length)).toBe(header);
    expect(table.trimEnd().split('\r\n').length).toBeGreaterThan(6);
    const picture = await save('PNG');
    expect(picture.subarray(0, 8).toString('hex')).toBe(PNG_SIGNATURE);
    expect(picture.length).toBeGreaterThan(10_000);
  });
}
