import type { DataSourceInstanceSettings } from '@grafana/data';
import { setDataSourceSrv } from '@grafana/runtime';

/** A Grafana with these data sources, each as `uid: plugin id`. */
export function withDataSources(plugins: Record<string, string>): void {
  const all = Object.entries(plugins).map(([uid, type]): Partial<DataSourceInstanceSettings> => ({
    uid,
    name: `Data source ${uid}`,
    type,
  }));
  setDataSourceSrv({
    getList: ({ pluginId }: { pluginId: string }) => all.filter(({ type }) => type === pluginId),
  } as unknown as Parameters<typeof setDataSourceSrv>[0]);
}
