import type { DataQueryRequest, InterpolateFunction } from '@grafana/data';
import type { DataQuery } from '@grafana/schema';

import type { Kpi } from '../shared/explanation/kpi';

/** The query that a KPI answers, asking for that KPI alone, with all variables replaced. */
export function kpiQuery(
  { kpi, refId }: Kpi,
  request: DataQueryRequest | undefined,
  replaceVariables: InterpolateFunction
): DataQuery | undefined {
  const target = request?.targets.find((query) => query.refId === refId);
  return target && { ...(replaced(target, replaceVariables) as DataQuery), ...{ kpis: [kpi] } };
}

function replaced(value: unknown, replaceVariables: InterpolateFunction): unknown {
  if (typeof value === 'string') {
    return replaceVariables(value);
  }
  if (Array.isArray(value)) {
    return value.map((item) => replaced(item, replaceVariables));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaced(item, replaceVariables)]));
  }
  return value;
}
