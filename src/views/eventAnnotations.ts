import type { AnnotationQuery } from '@grafana/schema';

import type { HeadroomQuery } from '../query/HeadroomQuery';
import { CHOSEN_DATASOURCE } from './dataSource';
import { CHOSEN_ENVIRONMENT, CHOSEN_SCOPE, ENVIRONMENT, SERVICE } from './scope';

const EVENTS = [
  { name: 'Incidents', queryType: 'incidents', iconColor: 'red' },
  { name: 'Deployments', queryType: 'deployments', iconColor: 'blue' },
] as const;

/**
 * Incidents and deployments as annotations, once for the app's pages and for dashboards, each with a switch of its own,
 * and kept to the services and environments that people can choose there. A data source that knows none draws none.
 *
 * @param variables those of the page or dashboard.
 * @param unmarked numbers of the panels that mark none; a panel that people add to their dashboard marks them.
 */
export function eventAnnotations(variables: ReadonlyArray<{ name: string }>, unmarked: number[]): AnnotationQuery[] {
  const has = ({ name }: { name: string }) => variables.some((variable) => variable.name === name);
  const scope = has(SERVICE) ? CHOSEN_SCOPE : has(ENVIRONMENT) ? CHOSEN_ENVIRONMENT : {};
  return EVENTS.map(({ name, queryType, iconColor }) => {
    const target: HeadroomQuery = { refId: name, queryType, ...scope };
    return {
      name,
      datasource: CHOSEN_DATASOURCE,
      enable: true,
      hide: false,
      iconColor,
      target: { ...target },
      filter: { exclude: true, ids: unmarked },
    };
  });
}
