import { type Page } from '@playwright/test';

/** Where the focus was after a press of Tab. */
export interface Stop {
  /** What has the focus, for people who read a failure. */
  what: string;
  /** The how-manieth section of the content it is in, as one reads: line by line; undefined outside of sections. */
  section?: number;
  /** Whether it looks different from how it looked before. */
  isVisible: boolean;
}

/** A control that Tab does not lead to. */
interface Missed {
  what: string;
  /** Whether it is in the cell of a table. */
  isInCell: boolean;
}

/** What a walk through a page's content by Tab found. */
export interface Walk {
  stops: Stop[];
  /** Controls that Tab does not lead to, though a pointer can use them. */
  missed: Missed[];
  /** Whether the focus left the content in the end. */
  left: boolean;
}

/** In the page: remembers how the controls look before the walk. */
interface Walked extends Window {
  walk: {
    controls: Set<Element>;
    sections: Element[];
    describe(element: Element): string;
    look(element: Element): string;
    before: Map<Element, string>;
  };
}

/** More presses of Tab than there are controls: some lead through an element's own parts. */
const SPARE_PRESSES = 40;

/** Goes through everything in a page's content that takes the focus, as somebody without a pointer does. */
export async function walkByTab(page: Page): Promise<Walk> {
  const controls = await page.evaluate(prepare);
  await page.locator('main').first().focus();
  const stops: Stop[] = [];
  let left = false;
  // Tables below the fold of a dashboard come while the walk gets there.
  const most = async () => controls + (await page.evaluate(gridCells)) + SPARE_PRESSES;
  for (let presses = 0; !left && presses < (await most()); presses++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(report);
    if (stop && stop.what === stops.at(-1)?.what) {
      // A code editor, in which Tab indents. The page says what lets it leave.
      await page.keyboard.press('Control+m');
    } else if (stop) {
      stops.push(stop);
    }
    left = !stop && stops.length > 0;
  }
  return { stops, missed: await page.evaluate(missed), left };
}

function prepare(): number {
  const main = document.querySelector('main')!;
  main.tabIndex = -1;
  const isUsable = (element: Element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && element.checkVisibility({ visibilityProperty: true });
  };
  const controls = Array.from(
    main.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')
  ).filter((element) => isUsable(element) && !element.matches(':disabled, [tabindex="-1"], [type="hidden"]'));
  // What may show the focus: the element, a label after it, or one of the frames around it.
  const look = (element: Element) => {
    const parts: Array<Element | null> = [element, element.nextElementSibling];
    for (let around = element.parentElement, depth = 0; around && depth < 4; around = around.parentElement, depth++) {
      parts.push(around);
    }
    return parts
      .filter((part) => part !== null)
      .map((part) => {
        const { outline, outlineColor, boxShadow, borderColor, backgroundColor, opacity } = getComputedStyle(part);
        return [outline, outlineColor, boxShadow, borderColor, backgroundColor, opacity].join();
      })
      .join(';');
  };
  const describe = (element: Element) => {
    const { tagName, textContent } = element;
    const name = element.getAttribute('aria-label') || textContent?.trim().slice(0, 60) || element.id;
    return `${tagName.toLowerCase()} ${name || element.outerHTML}`;
  };
  const before = new Map(controls.map((control) => [control, look(control)]));
  const place = (element: Element) => element.getBoundingClientRect();
  const sections = Array.from(main.querySelectorAll('section')).sort(
    (a, b) => place(a).top - place(b).top || place(a).left - place(b).left
  );
  (window as unknown as Walked).walk = { controls: new Set(controls), sections, describe, look, before };
  return controls.length;
}

/** How many cells the tables of Grafana have, through which Tab leads one by one; not all of them are drawn. */
function gridCells(): number {
  const grids = Array.from(document.querySelectorAll('main [role=grid]'));
  const count = (grid: Element, of: string) => Number(grid.getAttribute(of) ?? 0);
  return grids.reduce((sum, grid) => sum + count(grid, 'aria-rowcount') * count(grid, 'aria-colcount'), 0);
}

/** What has the focus; nothing when that is not in the content. */
async function report(): Promise<Stop | undefined> {
  const { controls, sections, describe, look, before } = (window as unknown as Walked).walk;
  const element = document.activeElement;
  if (!element?.closest('main') || element.matches('main')) {
    return undefined;
  }
  controls.delete(element);
  const section = element.closest('section');
  // A code editor shows the focus by its cursor.
  const hasCursor = element.closest('.monaco-editor') !== null;
  // Some looks come with a transition.
  for (let frames = 0; !hasCursor && frames < 30 && look(element) === before.get(element); frames++) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  return {
    what: describe(element),
    // Dashboards draw panels below the fold when they come into sight.
    section: section && sections.includes(section) ? sections.indexOf(section) : undefined,
    isVisible: hasCursor || look(element) !== before.get(element),
  };
}

function missed(): Missed[] {
  const { controls, describe } = (window as unknown as Walked).walk;
  // A group of radio buttons is one stop; arrow keys lead on.
  const isOtherRadio = (element: Element) =>
    element instanceof HTMLInputElement && element.type === 'radio' && !element.checked;
  return [...controls]
    .filter((control) => control.isConnected && !isOtherRadio(control))
    .map((control) => ({ what: describe(control), isInCell: control.closest('[role=gridcell]') !== null }));
}
