import type { DataSourceJsonData } from '@grafana/data';

/** `jsonData` of the data source. */
export interface HeadroomSettings extends DataSourceJsonData {
  prometheus?: {
    /** Base address of a Prometheus-compatible API, without `/api/v1`. */
    url?: string;
  };
}
