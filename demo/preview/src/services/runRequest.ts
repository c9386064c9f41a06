import {
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
  LoadingState,
  type PanelData,
} from '@grafana/data';
import { toDataQueryError } from '@grafana/runtime';
import { catchError, from, map, merge, type Observable, of, takeUntil, timer, share } from 'rxjs';

/** A loading state appears only when the answer takes longer than this, as in Grafana. */
const LOADING_AFTER_MS = 200;

type QueryFunction = (request: DataQueryRequest) => Observable<DataQueryResponse> | Promise<DataQueryResponse>;

/**
 * Runs a request against a data source and turns every answer, and any error, into panel data. As in Grafana the
 * series are what the data source gave, values of variables for example; who shows frames processes them.
 */
export function runRequest(
  datasource: DataSourceApi,
  request: DataQueryRequest,
  queryFunction: QueryFunction = (r) => datasource.query(r)
): Observable<PanelData> {
  const started: PanelData = { state: LoadingState.Loading, series: [], request, timeRange: request.range };
  if (request.targets.length === 0) {
    return of({ ...started, state: LoadingState.Done });
  }
  const answers = from(queryFunction(request)).pipe(
    map((response) => toPanelData(started, response)),
    catchError((error) => of({ ...started, state: LoadingState.Error, error: toDataQueryError(error) })),
    share()
  );
  const loading = timer(LOADING_AFTER_MS).pipe(
    map(() => started),
    takeUntil(answers)
  );
  return merge(loading, answers);
}

function toPanelData(started: PanelData, response: DataQueryResponse): PanelData {
  const error = response.error ?? response.errors?.[0];
  return {
    ...started,
    state: response.state ?? (error ? LoadingState.Error : LoadingState.Done),
    series: response.data,
    error,
    errors: response.errors,
  };
}
