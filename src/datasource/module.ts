import { DataSourcePlugin } from '@grafana/data';

import type { HeadroomQuery } from '../query/HeadroomQuery';
import { ConfigEditor } from './ConfigEditor';
import { HeadroomDataSource } from './HeadroomDataSource';
import { QueryEditor } from './QueryEditor';
import type { HeadroomSettings } from './settings';

export const plugin = new DataSourcePlugin<HeadroomDataSource, HeadroomQuery, HeadroomSettings>(HeadroomDataSource)
  .setConfigEditor(ConfigEditor)
  .setQueryEditor(QueryEditor);
