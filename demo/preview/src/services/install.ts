import { EventBusSrv } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import {
  config,
  setAppEvents,
  setBackendSrv,
  setChromeHeaderHeightHook,
  setDataSourceSrv,
  setEchoSrv,
  setMegaMenuOpenHook,
  setPluginComponentHook,
  setPluginComponentsHook,
  setPluginFunctionsHook,
  setPluginImportUtils,
  setPluginLinksHook,
  setReturnToPreviousHook,
  setRunRequest,
  setTemplateSrv,
} from '@grafana/runtime';
import { setDataSourcePluginImporter } from 'internal:data-source-importer';
import { initDataSourceInstanceSettings } from 'internal:data-source-settings';
import { setPanelDataErrorView } from 'internal:panel-data-error-view';
import { setPluginPage } from 'internal:plugin-page';

import { PanelDataErrorView } from '../chrome/PanelDataErrorView';
import { PluginPage } from '../chrome/PluginPage';
import { CHROME_HEIGHT } from '../chrome/TopBar';
import { registerSharedModules } from '../modules/loader';
import { importDataSource, importPanel, loadedPanel } from '../modules/plugins';
import { standInMetas } from '../standins';
import { createBackendSrv } from './backendSrv';
import { provideEditorWorkers } from './codeEditor';
import { dataSourceSrv } from './dataSourceSrv';
import { registerEditors } from './editors';
import { runRequest } from './runRequest';
import { templateSrv } from './templateSrv';
import { registerTransformations } from './transformations';

/** Puts the services in place that Grafana's front end has before it loads a plugin. Call once. */
export async function installServices() {
  await initPluginTranslations('grafana');
  config.panels = { ...config.panels, ...standInMetas };

  setAppEvents(new EventBusSrv());
  setBackendSrv(createBackendSrv(config.bootData.user.orgRole));
  setTemplateSrv(templateSrv);
  setDataSourceSrv(dataSourceSrv);
  setRunRequest(runRequest);
  setPluginImportUtils({ importPanelPlugin: importPanel, getPanelPluginFromCache: loadedPanel });
  initDataSourceInstanceSettings(config.datasources, config.defaultDatasource);
  setDataSourcePluginImporter(importDataSource);
  const nobody = () => undefined;
  setEchoSrv({ addBackend: nobody, addEvent: nobody, flush: nobody, onInteraction: () => nobody });
  registerEditors();
  registerTransformations();
  provideEditorWorkers();

  setPluginPage(PluginPage);
  setPanelDataErrorView(PanelDataErrorView);
  setChromeHeaderHeightHook(() => CHROME_HEIGHT);
  setMegaMenuOpenHook(() => [false, () => undefined]);
  setReturnToPreviousHook(() => () => undefined);
  setPluginLinksHook(() => ({ isLoading: false, links: [] }));
  setPluginComponentHook(() => ({ isLoading: false, component: null }));
  setPluginComponentsHook(() => ({ isLoading: false, components: [] }));
  setPluginFunctionsHook(() => ({ isLoading: false, functions: [] }));

  // Last: a shared module is copied when a plugin first asks for it, and must then have the setters' effect.
  registerSharedModules();
}
