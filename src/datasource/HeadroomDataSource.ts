import {
  CoreApp,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  type ScopedVars,
  type TestDataSourceResponse,
} from '@grafana/data';
import { DataSourceWithBackend, getTemplateSrv, HealthCheckError } from '@grafana/runtime';
import { map, type Observable } from 'rxjs';

import type { HeadroomQuery } from '../query/HeadroomQuery';
import type { VariableSubject } from '../query/HeadroomVariableQuery';
import { readHealth, toTestResult } from './health/health';
import { publishHealth } from './health/lastHealth';
import { displayText } from './query/displayText';
import { withDistinctNotices } from './query/distinctNotices';
import { interpolateQuery } from './query/interpolation';
import { ownFields, withoutAddedFormat } from './query/storedQuery';
import type { HeadroomSettings } from './settings';
import { HeadroomVariableSupport } from './variables/HeadroomVariableSupport';

/** Hands queries to the backend, which computes every answer, so that alert rules and panels see the same one. */
export class HeadroomDataSource extends DataSourceWithBackend<HeadroomQuery, HeadroomSettings> {
  constructor(instanceSettings: DataSourceInstanceSettings<HeadroomSettings>) {
    super(instanceSettings);
    this.variables = new HeadroomVariableSupport(this);
    // Grafana draws the query editor and takes the frame as it is.
    this.annotations = { getDefaultQuery: () => ({ queryType: 'incidents' }) };
  }

  /** All health KPIs, as people want to see them; alert rules take the one value a row that they can evaluate. */
  override getDefaultQuery(app: CoreApp): Partial<HeadroomQuery> {
    return app === CoreApp.UnifiedAlerting || app === CoreApp.CloudAlerting
      ? { queryType: 'kpi', format: 'numeric' }
      : { queryType: 'kpi', format: 'table' };
  }

  /**
   * A blank query waits for its type. One that asks for something without a type, as another version or a person's
   * hand may have saved it, goes to the backend, which says what is missing: no answer would look like no data.
   */
  override filterQuery(query: HeadroomQuery): boolean {
    return !query.hide && (Boolean(query.queryType) || ownFields(query).length > 0);
  }

  override query(request: DataQueryRequest<HeadroomQuery>): Observable<DataQueryResponse> {
    const targets = request.targets.map(withoutAddedFormat);
    return super.query({ ...request, targets }).pipe(map(withDistinctNotices));
  }

  /** Explore, which asks for interpolated queries, takes the same way. */
  override applyTemplateVariables(query: HeadroomQuery, scopedVars: ScopedVars): HeadroomQuery {
    return interpolateQuery(query, (text, format) => getTemplateSrv().replace(text, scopedVars, format));
  }

  override getQueryDisplayText(query: HeadroomQuery): string {
    return displayText(query);
  }

  /** The values that a variable or a filter can take; whoever asks says what to do without them. */
  async variableValues(subject: VariableSubject): Promise<string[]> {
    return this.getResource<string[]>('variables', { of: subject }, { showErrorAlert: false });
  }

  /** Runs the health check; the settings page shows its title, the config editor every part of it. */
  override async testDatasource(): Promise<TestDataSourceResponse> {
    const health = readHealth(await this.callHealthCheck());
    publishHealth(this.uid, health);
    const result = toTestResult(health);
    // Grafana takes the details of a failure from this class of error alone.
    return health.ok
      ? result
      : Promise.reject({ ...result, error: new HealthCheckError(result.message, result.details) });
  }
}
