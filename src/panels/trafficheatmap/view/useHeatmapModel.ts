import type { PanelProps } from '@grafana/data';
import { useTheme2 } from '@grafana/ui';
import { useMemo } from 'react';

import { columnLayout } from '../layout/columnLayout';
import { panelLayout } from '../layout/panelLayout';
import type { HeatmapGrid } from '../model/grid';
import { rowOrder } from '../model/rowOrder';
import type { HeatmapOptions } from '../options';
import { scaleFor } from '../scale/scaleFor';
import { type HeatmapModel, heatmapModel } from './heatmapModel';
import { textMeasure } from './textMeasure';

interface Inputs extends Pick<PanelProps, 'width' | 'height'> {
  grid: HeatmapGrid;
  options: HeatmapOptions;
  /** Each must match; see `rowOrder`. */
  filters: string[];
  pixelRatio: number;
}

/** Computes what changed and nothing else: a filter sorts anew, a new size lays out anew, and neither reads all values. */
export function useHeatmapModel({ grid, options, filters, width, height, pixelRatio }: Inputs): HeatmapModel {
  const theme = useTheme2();
  const { sortBy, sortDescending, show, rowHeight, showLegend } = options;
  const filterKey = filters.join('\n');
  const groups = useMemo(
    () => rowOrder(grid.rows, grid.stats, filterKey.split('\n'), { sortBy, sortDescending, show }),
    [grid, filterKey, sortBy, sortDescending, show]
  );
  const scale = useMemo(() => scaleFor(grid, options, theme), [grid, options, theme]);
  const textWidth = useMemo(() => textMeasure(theme), [theme]);
  const layout = useMemo(
    () => panelLayout(grid, groups, { width, height, rowHeight, showLegend }, textWidth),
    [grid, groups, width, height, rowHeight, showLegend, textWidth]
  );
  const columns = useMemo(
    () => columnLayout(grid.columns, layout.plotWidth, pixelRatio),
    [grid, layout.plotWidth, pixelRatio]
  );
  return useMemo(() => heatmapModel(grid, scale, layout, columns), [grid, scale, layout, columns]);
}
