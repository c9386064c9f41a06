import type { DataSourceInstanceSettings } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';

import { DATASOURCE_ID } from '../plugin/ids';

/** The Headroom data sources of this organisation that the user may query. */
export function headroomDataSources(): DataSourceInstanceSettings[] {
  return getDataSourceSrv().getList({ pluginId: DATASOURCE_ID });
}
