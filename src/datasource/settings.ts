import type { DataSourceJsonData, DataSourceSettings } from '@grafana/data';

import type { Secrets, Settings } from '../query/settings.gen';

/** `jsonData` of the data source. Everyone who can query it can read this: nothing in it is secret. */
export type HeadroomSettings = Settings & DataSourceJsonData;

/** Everything that the config editor edits. */
export type HeadroomOptions = DataSourceSettings<HeadroomSettings, Secrets>;
