import type { DataQuery } from '@grafana/schema';

/** A query to the data source: what to compute, and in which of its two frame shapes. */
export interface HeadroomQuery extends DataQuery {
  queryType: string;
  /** `numeric` (the default) is what alert rules evaluate; `table` adds what people want to see. */
  format?: 'numeric' | 'table';
}
