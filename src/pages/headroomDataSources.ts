import type { DataSourceInstanceSettings } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';

import { DATASOURCE_ID } from '../plugin/ids';
import { DATASOURCE_VARIABLE } from '../views/dataSource';

/** The Headroom data sources of this organisation that the user may query. */
export function headroomDataSources(): DataSourceInstanceSettings[] {
  return getDataSourceSrv().getList({ pluginId: DATASOURCE_ID });
}

/** The data source that an address names by uid or name, else the first; there has to be one. */
export function dataSourceIn(search: string): DataSourceInstanceSettings {
  const asked = new URLSearchParams(search).get(`var-${DATASOURCE_VARIABLE}`);
  const sources = headroomDataSources();
  return sources.find(({ uid, name }) => asked === uid || asked === name) ?? sources[0]!;
}
