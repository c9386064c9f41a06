import type { CoreApp, DataSourceInstanceSettings } from '@grafana/data';
import { DataSourceWithBackend } from '@grafana/runtime';

import type { HeadroomQuery } from '../query/HeadroomQuery';
import type { HeadroomSettings } from './settings';

/** Hands queries to the backend, which computes every answer, so that alert rules and panels see the same one. */
export class HeadroomDataSource extends DataSourceWithBackend<HeadroomQuery, HeadroomSettings> {
  constructor(instanceSettings: DataSourceInstanceSettings<HeadroomSettings>) {
    super(instanceSettings);
  }

  override getDefaultQuery(_app: CoreApp): Partial<HeadroomQuery> {
    return { queryType: 'kpi' };
  }

  /** A query that says what to compute is complete; the backend judges the rest. */
  override filterQuery(query: HeadroomQuery): boolean {
    return Boolean(query.queryType) && !query.hide;
  }
}
