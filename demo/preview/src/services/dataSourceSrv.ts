import {
  type DataSourceApi,
  type DataSourceInstanceSettings,
  type DataSourceRef,
  type ScopedVars,
} from '@grafana/data';
import {
  type DataSourceSrv,
  type GetDataSourceListFilters,
  config,
  getBackendSrv,
  getTemplateSrv,
} from '@grafana/runtime';
import { initDataSourceInstanceSettings } from 'internal:data-source-settings';

import { importDataSource } from '../modules/plugins';

type Reference = DataSourceRef | string | null;

const instances = new Map<string, Promise<DataSourceApi>>();

/** Finds and loads the configured data sources. */
export const dataSourceSrv: DataSourceSrv = {
  async get(ref, scopedVars) {
    const settings = resolve(ref, scopedVars);
    if (!settings) {
      throw new Error(`Datasource ${describe(ref)} was not found`);
    }
    let instance = instances.get(settings.uid);
    if (!instance) {
      instance = create(settings);
      instances.set(settings.uid, instance);
    }
    return instance;
  },

  getList(filters = {}) {
    const list = Object.values(config.datasources).filter((settings) => matches(settings, filters));
    return list.sort((a, b) => a.name.localeCompare(b.name));
  },

  getInstanceSettings(ref, scopedVars) {
    const settings = resolve(ref, scopedVars);
    const uid = uidOf(ref);
    if (settings && uid?.includes('$')) {
      // Grafana keeps the variable as the name and says beside it what it stands for now.
      return { ...settings, name: uid, uid, isDefault: false, rawRef: { type: settings.type, uid: settings.uid } };
    }
    return settings;
  },

  async reload() {
    const settings = await getBackendSrv().get('/api/frontend/settings');
    config.datasources = settings.datasources;
    config.defaultDatasource = settings.defaultDatasource;
    initDataSourceInstanceSettings(settings.datasources, settings.defaultDatasource);
    instances.clear();
  },

  registerRuntimeDataSource() {
    throw new Error('the preview has no runtime data sources');
  },
};

async function create(settings: DataSourceInstanceSettings): Promise<DataSourceApi> {
  const plugin = await importDataSource(settings.meta);
  const instance = new plugin.DataSourceClass(settings);
  instance.components = plugin.components;
  return instance;
}

/** Looks a reference up by uid or name; an empty one means the default data source, a variable its value. */
function resolve(ref?: Reference, scopedVars?: ScopedVars): DataSourceInstanceSettings | undefined {
  const uid = uidOf(ref);
  const all = Object.values(config.datasources);
  if (!uid || uid === 'default') {
    const type = typeof ref === 'object' ? ref?.type : undefined;
    const candidates = type ? all.filter((settings) => settings.type === type) : all;
    return candidates.find((settings) => settings.name === config.defaultDatasource) ?? candidates[0];
  }
  const name = uid.includes('$') ? getTemplateSrv().replace(uid, scopedVars) : uid;
  return all.find((settings) => settings.uid === name) ?? all.find((settings) => settings.name === name);
}

function uidOf(ref?: Reference): string | undefined {
  return typeof ref === 'string' ? ref : ref?.uid;
}

function describe(ref?: Reference): string {
  return uidOf(ref) || '(default)';
}

function matches({ type, meta, ...settings }: DataSourceInstanceSettings, filters: GetDataSourceListFilters): boolean {
  const types = filters.type === undefined ? [] : [filters.type].flat();
  return (
    (types.length === 0 || types.includes(type)) &&
    (!filters.pluginId || meta.id === filters.pluginId) &&
    (['metrics', 'logs', 'tracing', 'annotations', 'alerting'] as const).every(
      (kind) => !filters[kind] || meta[kind]
    ) &&
    (!filters.filter || filters.filter({ type, meta, ...settings }))
  );
}
