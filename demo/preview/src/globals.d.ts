/** What the preview server writes into the page before this bundle runs. */
interface Window {
  grafanaBootData: {
    user: { theme: 'light' | 'dark'; orgRole: string };
    settings: {
      datasources: Record<string, import('@grafana/data').DataSourceInstanceSettings>;
      defaultDatasource: string;
      panels: Record<string, import('@grafana/data').PanelPluginMeta>;
      apps: Record<string, { id: string; path: string; version: string }>;
    };
  };
  __grafana_public_path__: string;
}

declare module 'systemjs/dist/system.js';
declare module 'systemjs/dist/extras/amd.js';
declare module 'systemjs/dist/extras/named-register.js';
declare module 'slate-plain-serializer';
declare module 'slate-react';
declare module 'slate';
declare module 'prismjs';
declare module 'jquery';
declare module 'd3';
declare module '*.css';

// Modules of the Grafana packages that are not exported; bundle.ts maps these names to their files.
declare module 'internal:plugin-page' {
  export function setPluginPage(
    component: import('react').ComponentType<import('@grafana/runtime').PluginPageProps>
  ): void;
}
declare module 'internal:panel-data-error-view' {
  type View = import('react').ComponentType<import('@grafana/runtime').PanelDataErrorViewProps>;
  export function setPanelDataErrorView(view: View): void;
}
declare module 'internal:data-source-settings' {
  type Settings = Record<string, import('@grafana/data').DataSourceInstanceSettings>;
  export function initDataSourceInstanceSettings(settings: Settings, defaultName: string): void;
}
declare module 'internal:data-source-importer' {
  type Plugin = import('@grafana/data').DataSourcePlugin<import('@grafana/data').DataSourceApi>;
  type Importer = (meta: import('@grafana/data').DataSourcePluginMeta) => Promise<Plugin>;
  export function setDataSourcePluginImporter(importer: Importer): void;
}
declare module 'internal:i18n' {
  export function getI18nInstance(): import('i18next').i18n;
  export function initializeI18n(options: { language: string; ns: string[] }): Promise<{ language?: string }>;
}
