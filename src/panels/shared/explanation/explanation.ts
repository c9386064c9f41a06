import type { TimeRange } from '@grafana/data';
import { DataSourceWithBackend, getDataSourceSrv } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';

/** Body of the data source's `POST explain`: a kpi query, the labels of the row, and the end of its window. */
export type ExplainRequest = DataQuery & { window?: string; labels: Record<string, string>; to: string };

/** What to ask for the evidence of the one KPI that `query` asks for, where it has these labels. */
export function explainRequest(
  query: DataQuery & { window?: string },
  labels: Record<string, string>,
  { from, to }: TimeRange
): ExplainRequest {
  // "dashboard" means the panel's range, which the resource does not know.
  const window = query.window === 'dashboard' ? `${Math.round(to.diff(from) / 1000)}s` : query.window;
  return { ...query, window, labels, to: to.toISOString() };
}

/** The data source's answer, as it came. Rejects when the data source cannot explain, or is gone. */
export async function explain(request: ExplainRequest): Promise<unknown> {
  const dataSource = await getDataSourceSrv().get(request.datasource);
  if (!(dataSource instanceof DataSourceWithBackend)) {
    throw new Error(`${dataSource.name} does not explain its numbers`);
  }
  return dataSource.postResource('explain', request, { showErrorAlert: false });
}
