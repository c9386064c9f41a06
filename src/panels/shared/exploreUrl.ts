import { locationUtil, type TimeRange, urlUtil } from '@grafana/data';
import type { DataQuery } from '@grafana/schema';

/** Address of Explore with the query over the range; undefined for a query that does not know its data source. */
export function exploreUrl(query: DataQuery, { raw }: TimeRange): string | undefined {
  const uid = query.datasource?.uid;
  if (!uid) {
    return undefined;
  }
  const range = { from: rawTime(raw.from), to: rawTime(raw.to) };
  const panes = { headroom: { datasource: uid, queries: [query], range } };
  return locationUtil.assureBaseUrl(urlUtil.renderUrl('/explore', { schemaVersion: 1, panes: JSON.stringify(panes) }));
}

const rawTime = (time: TimeRange['raw']['from']) => (typeof time === 'string' ? time : String(time.valueOf()));
