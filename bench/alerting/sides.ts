import type { DataSourceRef, Grafana, Query } from './grafana';

const OURS = 'headroom-performance-datasource';
const BASELINE = 'headroom-prometheusbaseline-datasource';
const EXPRESSION: DataSourceRef = { type: '__expr__', uid: '__expr__' };
/** Far beyond what any value reaches: state changes are not what is measured. */
const NEVER = 1e12;

/** A data source and what its rules ask. */
export interface Side {
  name: string;
  /** The rule of a number. */
  rule: (index: number) => object;
}

/**
 * The rules that are compared: over Headroom, and over Prometheus with the same upstream query, and with the value's
 * query alone, as somebody would write it who leaves coverage out. Each rule has a window of its own, so that none can
 * be answered from another's answer.
 */
export async function sides(grafana: Grafana, kpi: string, rules: number): Promise<Side[]> {
  const found = (await grafana.dataSources()).find(({ type }) => type === OURS);
  const url = found?.jsonData.prometheus?.url;
  if (!found || !url) {
    throw new Error('There is no Headroom data source over a Prometheus: see the README');
  }
  const headroom = { uid: found.uid, type: OURS };
  const source = async (uid: string, type: string): Promise<DataSourceRef> => ({
    uid: await grafana.createSource({ uid, name: uid, type, url }),
    type,
  });
  const external = await source('headroom-bench-external', BASELINE);
  const core = await source('headroom-bench-core', 'prometheus');

  const ours = (index: number) => ({ queryType: 'kpi', kpis: [kpi], window: `${60 + index}m` });
  const upstream = await Promise.all(
    Array.from({ length: rules }, async (_, index) => {
      const [frame] = await grafana.query(headroom, ours(index));
      return frame?.schema.meta.custom.upstream.map(({ query }) => query) ?? [];
    })
  );
  const same = (index: number) => (upstream[index] ?? []).map(instant);
  const value = (index: number) => [instant(valueOf(kpi, upstream[index]?.[0] ?? ''))];

  return [
    { name: 'Headroom', rule: (index) => rule(index, headroom, [ours(index)]) },
    { name: 'Prometheus, external, the same query', rule: (index) => rule(index, external, same(index)) },
    { name: 'Prometheus, external, the value alone', rule: (index) => rule(index, external, value(index)) },
    { name: 'Prometheus, in Grafana, the value alone', rule: (index) => rule(index, core, value(index)) },
  ];
}

const instant = (expr: string): Query => ({ expr, instant: true, range: false });

/** The value as one number, of an upstream query that asks for it before it asks for the coverage. */
function valueOf(kpi: string, together: string): string {
  const [, sums] = /^label_replace\((.*?), "headroom_part", "0", "", ""\) or /.exec(together) ?? [];
  if (!sums) {
    throw new Error(`the value is not the first part of ${together}`);
  }
  return kpi === 'latency_p95' ? `histogram_quantile(0.95, ${sums})` : `sum(${sums})`;
}

/** A rule over these queries that never fires, with a threshold on the first. */
function rule(index: number, datasource: DataSourceRef, queries: Query[]): object {
  const letters = queries.map((_, position) => String.fromCharCode(65 + position));
  const relativeTimeRange = { from: 3600, to: 0 };
  return {
    uid: `headroom-bench-${index}`,
    title: `bench ${index}`,
    condition: 'breach',
    for: '1m',
    noDataState: 'OK',
    execErrState: 'Error',
    data: [
      ...queries.map((query, position) => ({
        refId: letters[position],
        datasourceUid: datasource.uid,
        relativeTimeRange,
        model: { refId: letters[position], datasource, intervalMs: 1000, maxDataPoints: 100, ...query },
      })),
      {
        refId: 'breach',
        datasourceUid: EXPRESSION.uid,
        relativeTimeRange: { from: 0, to: 0 },
        model: {
          refId: 'breach',
          type: 'threshold',
          expression: letters[0],
          datasource: EXPRESSION,
          conditions: [{ evaluator: { type: 'gt', params: [NEVER] } }],
        },
      },
    ],
  };
}
