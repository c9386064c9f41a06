import type { DataLink } from '@grafana/data';

import { APP_ID } from '../plugin/ids';
import type { HeadroomQuery } from '../query/HeadroomQuery';
import { DATASOURCE_VARIABLE } from './dataSource';
import { ENVIRONMENT, SERVICE } from './scope';

/** Path of the page that explains a number, below the app's own. */
export const EXPLAIN_PATH = 'explain';

/** Parameters of the address at which a number is explained, beside the variables' and the time range's own. */
export const EXPLAIN = { queryType: 'queryType', kpi: 'kpi', groupBy: 'groupBy', label: 'label-' };

/**
 * A link from a row to what stands behind its numbers.
 *
 * @param query the one that the row answers; of the variables it holds those of the services and environments.
 * @param groupBy what it is split by.
 * @param labels the columns that tell the row from others, which the frame has to have, shown or not.
 */
export function explainLink({ queryType }: HeadroomQuery, groupBy: string[], labels: string[]): DataLink {
  const cell = (name: string) => `\${__data.fields.${name}:percentencode}`;
  const parts = [
    '${__url_time_range}',
    ...[DATASOURCE_VARIABLE, SERVICE.name, ENVIRONMENT.name].map((name) => `\${${name}:queryparam}`),
    `${EXPLAIN.queryType}=${queryType}`,
    `${EXPLAIN.kpi}=${cell('kpi')}`,
    ...groupBy.map((name) => `${EXPLAIN.groupBy}=${name}`),
    ...labels.map((name) => `${EXPLAIN.label}${name}=${cell(name)}`),
  ];
  return { title: 'Explain', url: `/a/${APP_ID}/${EXPLAIN_PATH}?${parts.join('&')}` };
}
