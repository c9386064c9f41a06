import { type DataSourceInstanceSettings, dateTime } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';

import { exploreUrl } from '../exploreUrl';
import type { UpstreamQuery } from './kpi';

/** A way to run an upstream query in Explore. */
export interface UpstreamExplore {
  url: string;
  /** Name of Grafana's data source that it runs on. */
  dataSource: string;
}

/** What a source of ours is as a data source of Grafana, and how that takes a query. */
const LANGUAGES: Record<string, { pluginId: string; query: (upstream: UpstreamQuery) => object | undefined }> = {
  Prometheus: {
    pluginId: 'prometheus',
    query: ({ query, at }) => ({ expr: query, instant: at !== undefined, range: at === undefined }),
  },
  PostgreSQL: {
    pluginId: 'grafana-postgresql-datasource',
    query: ({ query }) =>
      // A statement with parameters, and the name of a view alone, are not what Explore could run.
      /\$\d/.test(query) || !/^\s*(select|with)\b/i.test(query)
        ? undefined
        : { rawSql: query, rawQuery: true, editorMode: 'code', format: 'table' },
  },
};

/** How long before an instant Explore begins, in milliseconds. */
const BEFORE = 3_600_000;

/**
 * Address of Explore with an upstream query, on the first data source of its kind that the user may query; undefined
 * where there is none. Headroom's connections are its own: whether that data source has the same data is not known.
 */
export function upstreamExplore(upstream: UpstreamQuery): UpstreamExplore | undefined {
  const language = Object.hasOwn(LANGUAGES, upstream.source) ? LANGUAGES[upstream.source] : undefined;
  const query = language?.query(upstream);
  const source = language && query && dataSourceOf(language.pluginId);
  const to = upstream.at ?? upstream.to;
  if (!query || !source || !to) {
    return undefined;
  }
  const end = dateTime(to);
  const start = upstream.from ? dateTime(upstream.from) : dateTime(end.valueOf() - BEFORE);
  const asked: DataQuery = { refId: 'A', datasource: { uid: source.uid, type: source.type }, ...query };
  const url = exploreUrl(asked, { from: start, to: end, raw: { from: start, to: end } });
  return url ? { url, dataSource: source.name } : undefined;
}

function dataSourceOf(pluginId: string): DataSourceInstanceSettings | undefined {
  const sources = getDataSourceSrv().getList({ pluginId });
  return sources.find(({ isDefault }) => isDefault) ?? sources[0];
}
