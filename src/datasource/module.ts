import { DataSourcePlugin } from '@grafana/data';

import type { HeadroomQuery } from '../query/HeadroomQuery';
import type { Secrets } from '../query/settings.gen';
import { HeadroomDataSource } from './HeadroomDataSource';
import { lazyEditor } from './lazyEditor';
import type { HeadroomSettings } from './settings';

export const plugin = new DataSourcePlugin<HeadroomDataSource, HeadroomQuery, HeadroomSettings, Secrets>(
  HeadroomDataSource
)
  .setConfigEditor(
    lazyEditor(async () => (await import(/* webpackChunkName: "config-editor" */ './config/ConfigEditor')).ConfigEditor)
  )
  .setQueryEditor(
    lazyEditor(async () => (await import(/* webpackChunkName: "query-editor" */ './editor/QueryEditor')).QueryEditor)
  );
