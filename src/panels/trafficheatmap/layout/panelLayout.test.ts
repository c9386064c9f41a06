import { gridOf, tableSeries, wideFrame } from '../testing/trafficFrames';
import { rowOrder } from '../model/rowOrder';
import { DEFAULT_OPTIONS } from '../options';
import { panelLayout } from './panelLayout';

const textWidth = (text: string) => text.length * 6;

function layoutOf(names: string[], width: number, height = 300, labels = {}) {
  const grid = gridOf([wideFrame(names.map((name) => tableSeries(name, [1], undefined, labels)))], 1);
  const groups = rowOrder(grid.rows, grid.stats, [], DEFAULT_OPTIONS);
  return panelLayout(grid, groups, { width, height, rowHeight: 0, showLegend: true }, textWidth);
}

test('names take what they need, and 220 pixels at most', () => {
  expect(layoutOf(['content_objects'], 1_400).labelWidth).toBe(15 * 6 + 34 + 18);
  expect(layoutOf(['x'.repeat(300)], 1_400).labelWidth).toBe(220);
});

test('without tiers no room for badges', () => {
  expect(layoutOf(['content_objects'], 1_400, 300, { tier: '' }).labelWidth).toBe(15 * 6 + 18);
});

test('the plot stays the larger part of a narrow panel, which names no groups', () => {
  const { groupWidth, labelWidth, plotWidth } = layoutOf(['x'.repeat(300)], 400);

  expect([groupWidth, labelWidth, plotWidth]).toEqual([0, 160, 240]);
  expect(layoutOf(['jobs'], 1_400).groupWidth).toBe('Content DB'.length * 6 + 18);
});

test('rows that do not fit scroll, beside room for the scroll bar', () => {
  const many = Array.from({ length: 100 }, (_, i) => `t${i}`);
  const few = layoutOf(many.slice(0, 3), 1_000);
  const all = layoutOf(many, 1_000);

  expect([few.isScrolling, all.isScrolling]).toEqual([false, true]);
  expect(all.plotWidth).toBe(few.plotWidth - 12);
});

test('no height at all', () => {
  expect(layoutOf(['jobs'], 10, 5)).toMatchObject({ bodyHeight: 0, isScrolling: true });
});
