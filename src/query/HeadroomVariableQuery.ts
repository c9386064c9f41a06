import type { DataQuery } from '@grafana/schema';

/** What the data source can list for a variable. */
export type VariableSubject = 'kpi' | 'signal' | 'table' | 'database' | 'tier' | 'category' | 'service' | 'environment';

/** The query of a page's or dashboard's variable. */
export interface HeadroomVariableQuery extends DataQuery {
  /** What to list. A saved dashboard may hold any text here. */
  of?: VariableSubject;
}
