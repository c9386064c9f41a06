import type { AnnotationQuery } from '@grafana/schema';

import type { HeadroomQuery } from '../query/HeadroomQuery';
import { CHOSEN_DATASOURCE } from '../views/dataSource';
import { CHOSEN_ENVIRONMENT, CHOSEN_SCOPE, ENVIRONMENT, SERVICE } from '../views/scope';
import type { DashboardView } from './DashboardView';

const LAYERS = [
  { name: 'Incidents', queryType: 'incidents', iconColor: 'red' },
  { name: 'Deployments', queryType: 'deployments', iconColor: 'blue' },
] as const;

/**
 * Incidents and deployments as annotations, each with a switch of its own, kept to the services and environments that
 * the dashboard lets people choose. A data source that knows none draws none.
 */
export function eventAnnotations(variables: DashboardView['variables']): AnnotationQuery[] {
  const has = ({ name }: { name: string }) => variables.some((variable) => variable.name === name);
  const scope = has(SERVICE) ? CHOSEN_SCOPE : has(ENVIRONMENT) ? CHOSEN_ENVIRONMENT : {};
  return LAYERS.map(({ name, queryType, iconColor }) => {
    const target: HeadroomQuery = { refId: name, queryType, ...scope };
    return { name, datasource: CHOSEN_DATASOURCE, enable: true, hide: false, iconColor, target: { ...target } };
  });
}
