const OURS = 'headroom-performance-datasource';
const BASELINE = 'headroom-prometheusbaseline-datasource';
const EXPRESSION = { type: '__expr__', uid: '__expr__' };
/** Far beyond what any value reaches: state changes are not what is measured. */
const NEVER = 1e12;

/**
 * The rules that are compared: over Headroom, and over Prometheus with the same upstream queries, and with the value's
 * query alone, as somebody would write it who leaves coverage out. Each rule has a window of its own, so that none can
 * be answered from another's answer.
 */
export async function sides(grafana, { kpi, rules }) {
  const sources = await grafana.dataSources();
  const found = sources.find(({ type }) => type === OURS);
  if (!found) {
    throw new Error('There is no Headroom data source: see the README');
  }
  const headroom = { uid: found.uid, type: OURS };
  const prometheusUrl = found.jsonData.prometheus.url;
  const source = async (uid, type) => ({
    uid: await grafana.createSource({ uid, name: uid, type, url: prometheusUrl }),
    type,
  });
  const external = await source('headroom-bench-external', BASELINE);
  const core = await source('headroom-bench-core', 'prometheus');

  const ours = (index) => ({ queryType: 'kpi', kpis: [kpi], window: `${60 + index}m` });
  const upstream = await Promise.all(
    Array.from({ length: rules }, async (_, index) => {
      const [frame] = await grafana.query(headroom, ours(index));
      return frame.schema.meta.custom.upstream.map(({ query }) => ({ expr: query, instant: true, range: false }));
    })
  );
  const value = (index) => [wrapped(kpi, upstream[index][0].expr)];

  return [
    { name: 'Headroom', rule: (index) => rule(index, headroom, [ours(index)]) },
    { name: 'Prometheus, external, the same queries', rule: (index) => rule(index, external, upstream[index]) },
    { name: 'Prometheus, external, the value alone', rule: (index) => rule(index, external, value(index)) },
    { name: 'Prometheus, in Grafana, the value alone', rule: (index) => rule(index, core, value(index)) },
  ];
}

/** One number of what the first upstream query answers. */
function wrapped(kpi, expr) {
  const value = kpi === 'latency_p95' ? `histogram_quantile(0.95, ${expr})` : `sum(${expr})`;
  return { expr: value, instant: true, range: false };
}

/** A rule over these queries that never fires, with a threshold on the first. */
function rule(index, datasource, queries) {
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
