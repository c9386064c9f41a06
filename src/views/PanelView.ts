import type { DataTransformerConfig, FieldConfigSource } from '@grafana/data';

import type { HeadroomQuery } from '../query/HeadroomQuery';

/** What a panel shows, once for the app's pages and for dashboards. */
export interface PanelView {
  /** Tells the views apart, and stays the same when titles change. */
  id: string;
  title: string;
  description: string;
  /** Whether the panel's own first line stands for the title, which then shows on hover alone. */
  hidesTitle?: boolean;
  /** The queries as saved; they may refer to variables of the page or dashboard. */
  queries: HeadroomQuery[];
  /** Greatest number of points a series needs to have; that of the panel's pixels when left out. */
  maxDataPoints?: number;
  /** What happens to the answers before the panel gets them. */
  transformations?: DataTransformerConfig[];
  /** Whether incidents and deployments are marked in it: it is about moments, and stays readable below many marks. */
  marksEvents?: boolean;
  /** The panel's plugin id. */
  pluginId: string;
  options: Record<string, unknown>;
  fieldConfig: FieldConfigSource;
  /** Size in cells of a dashboard's grid, which is 24 cells wide. */
  size: { width: number; height: number };
}

/** The field config of a view without settings of its own. */
export const PLAIN_FIELDS: FieldConfigSource = { defaults: {}, overrides: [] };
