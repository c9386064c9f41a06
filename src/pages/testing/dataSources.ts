import type { DataSourceInstanceSettings } from '@grafana/data';
import { setDataSourceSrv } from '@grafana/runtime';

/** A Grafana with these data sources, each as `uid: plugin id`, all of which act as `instance` does. */
export function withDataSources(plugins: Record<string, string>, instance: object = {}): void {
  const all = Object.entries(plugins).map(([uid, type]): Partial<DataSourceInstanceSettings> => ({
    uid,
    name: `Data source ${uid}`,
    type,
  }));
  setDataSourceSrv({
    get: () => Promise.resolve(instance),
    getList: ({ pluginId }: { pluginId: string }) => all.filter(({ type }) => type === pluginId),
  } as unknown as Parameters<typeof setDataSourceSrv>[0]);
}
