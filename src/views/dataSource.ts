import { DATASOURCE_ID } from '../plugin/ids';

/** Name of the variable by which pages and dashboards choose their data source. */
export const DATASOURCE_VARIABLE = 'ds';
export const DATASOURCE_LABEL = 'Data source';

/** The chosen data source, as queries and panels refer to it. */
export const CHOSEN_DATASOURCE = { type: DATASOURCE_ID, uid: `\${${DATASOURCE_VARIABLE}}` };
