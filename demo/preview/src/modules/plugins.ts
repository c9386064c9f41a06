import {
  type AppPlugin,
  type AppPluginMeta,
  type DataSourceApi,
  type DataSourcePlugin,
  type DataSourcePluginMeta,
  type PanelPlugin,
} from '@grafana/data';
import { config, getBackendSrv } from '@grafana/runtime';

import { standInPanels } from '../standins';
import { importModule } from './loader';

const panels = new Map<string, Promise<PanelPlugin>>();
const loadedPanels = new Map<string, PanelPlugin>();
const dataSources = new Map<string, Promise<DataSourcePlugin<DataSourceApi>>>();

/** Loads a panel plugin once: a stand-in for a core panel, or a nested panel of the distribution. */
export function importPanel(id: string): Promise<PanelPlugin> {
  let panel = panels.get(id);
  if (!panel) {
    panel = loadPanel(id).then((plugin) => {
      loadedPanels.set(id, plugin);
      return plugin;
    });
    panels.set(id, panel);
  }
  return panel;
}

export function loadedPanel(id: string): PanelPlugin | undefined {
  return loadedPanels.get(id);
}

async function loadPanel(id: string): Promise<PanelPlugin> {
  const meta = config.panels[id];
  if (!meta) {
    throw new Error(`panel plugin ${id}: neither in the distribution nor a stand-in of the preview`);
  }
  const plugin =
    standInPanels[id] ?? (await importModule<{ plugin: PanelPlugin }>(meta.module, meta.info.version)).plugin;
  if (!plugin) {
    throw new Error(`panel plugin ${id}: its module exports no "plugin"`);
  }
  plugin.meta = meta;
  return plugin;
}

/** Loads a data source plugin once. */
export function importDataSource(meta: DataSourcePluginMeta): Promise<DataSourcePlugin<DataSourceApi>> {
  let plugin = dataSources.get(meta.id);
  if (!plugin) {
    plugin = importModule<{ plugin: DataSourcePlugin<DataSourceApi> }>(meta.module, meta.info.version).then(
      ({ plugin }) => {
        plugin.meta = meta;
        return plugin;
      }
    );
    dataSources.set(meta.id, plugin);
  }
  return plugin;
}

export interface LoadedApp {
  plugin: AppPlugin;
  meta: AppPluginMeta;
}

/** Loads the app with its settings, as Grafana does before it shows a page of it. */
export async function importApp(id: string): Promise<LoadedApp> {
  const meta = await getBackendSrv().get<AppPluginMeta>(`/api/plugins/${id}/settings`);
  const { plugin } = await importModule<{ plugin: AppPlugin }>(meta.module, meta.info.version);
  plugin.meta = meta;
  plugin.init(meta);
  return { plugin, meta };
}
