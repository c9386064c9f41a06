import type { HeatmapGrid } from '../model/grid';
import type { RowGroup } from '../model/rowOrder';
import { type RowLayout, rowLayout } from './rowLayout';

/** The parts of the panel, in pixels. */
export interface PanelLayout {
  groupWidth: number;
  labelWidth: number;
  /** Of both, left of the plot. */
  gutterWidth: number;
  plotWidth: number;
  /** Of what scrolls. */
  bodyHeight: number;
  isScrolling: boolean;
  rows: RowLayout;
}

export const HEADER_HEIGHT = 20;
export const LEGEND_HEIGHT = 20;

/** Of a name with its badge. */
const MAX_LABEL_WIDTH = 220;
const MIN_LABEL_WIDTH = 80;
const MAX_GROUP_WIDTH = 112;

/** The share of a panel that names may take, so that the plot stays the larger part. */
const MAX_LABEL_SHARE = 0.4;

/** A column of group names may leave the plot no less than this share; without one, tooltips name groups. */
const MIN_PLOT_SHARE = 0.6;

/** A thin scroll bar of any browser. */
const SCROLL_BAR_WIDTH = 12;

export const BADGE_WIDTH = 34;

/** Around a text, and for the spacing of its letters, which measuring leaves out. */
const LABEL_PADDING = 18;

interface Space {
  width: number;
  height: number;
  rowHeight: number;
  showLegend: boolean;
}

/** @param textWidth of a text in the panel's font, in pixels */
export function panelLayout(
  { rows }: HeatmapGrid,
  groups: RowGroup[],
  { width, height, rowHeight, showLegend }: Space,
  textWidth: (text: string) => number
): PanelLayout {
  const bodyHeight = Math.max(0, height - HEADER_HEIGHT - (showLegend ? LEGEND_HEIGHT : 0));
  const layout = rowLayout(groups, bodyHeight, rowHeight);
  const hasBadges = rows.some(({ tier }) => tier);
  const widestName =
    widest(
      rows.map(({ name }) => name),
      textWidth
    ) +
    LABEL_PADDING +
    (hasBadges ? BADGE_WIDTH : 0);
  const labelWidth = clamp(widestName, MIN_LABEL_WIDTH, Math.min(MAX_LABEL_WIDTH, width * MAX_LABEL_SHARE));
  const hasGroups = groups.some(({ name }) => name);
  const widestGroup = hasGroups
    ? widest(
        groups.map(({ name }) => name),
        textWidth
      ) + LABEL_PADDING
    : 0;
  const wantedGroupWidth = Math.min(MAX_GROUP_WIDTH, Math.ceil(widestGroup));
  const groupWidth = width - labelWidth - wantedGroupWidth >= width * MIN_PLOT_SHARE ? wantedGroupWidth : 0;
  const gutterWidth = Math.ceil(labelWidth) + groupWidth;
  const isScrolling = layout.height > bodyHeight;
  return {
    groupWidth,
    labelWidth: Math.ceil(labelWidth),
    gutterWidth,
    plotWidth: Math.max(1, Math.floor(width - gutterWidth - (isScrolling ? SCROLL_BAR_WIDTH : 0))),
    bodyHeight,
    isScrolling,
    rows: layout,
  };
}

/** How many of the longest texts are measured: letters differ in width, though not by much in sum. */
const MEASURED = 24;

function widest(texts: string[], textWidth: (text: string) => number): number {
  const longest = texts.toSorted((a, b) => b.length - a.length).slice(0, MEASURED);
  return longest.reduce((most, text) => Math.max(most, textWidth(text)), 0);
}

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));
