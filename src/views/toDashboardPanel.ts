import type { DataTransformerConfig, FieldConfigSource } from '@grafana/data';

import type { HeadroomQuery } from '../query/HeadroomQuery';
import { CHOSEN_DATASOURCE } from './dataSource';
import type { PanelView } from './PanelView';

/** A panel in the classic JSON of dashboards. */
export interface DashboardPanel {
  id: number;
  type: string;
  title: string;
  description: string;
  datasource: typeof CHOSEN_DATASOURCE;
  targets: HeadroomQuery[];
  maxDataPoints?: number;
  transformations?: DataTransformerConfig[];
  options: Record<string, unknown>;
  fieldConfig: FieldConfigSource;
  gridPos: { x: number; y: number; w: number; h: number };
}

/**
 * The view as a panel of a dashboard.
 *
 * @param id its number in the dashboard, which links to the panel hold.
 * @param at its place in the dashboard's grid, in cells.
 */
export function toDashboardPanel(view: PanelView, id: number, at: { x: number; y: number }): DashboardPanel {
  const {
    title,
    hidesTitle,
    pluginId,
    queries,
    maxDataPoints,
    transformations,
    description,
    options,
    fieldConfig,
    size,
  } = view;
  return {
    id,
    type: pluginId,
    // A dashboard draws no header for a panel without a title.
    title: hidesTitle ? '' : title,
    description,
    datasource: CHOSEN_DATASOURCE,
    targets: queries.map((query) => ({ ...query, datasource: CHOSEN_DATASOURCE })),
    ...(maxDataPoints !== undefined && { maxDataPoints }),
    ...(transformations && { transformations }),
    options,
    fieldConfig,
    gridPos: { ...at, w: size.width, h: size.height },
  };
}
