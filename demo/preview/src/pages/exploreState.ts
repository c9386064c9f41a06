import { dateMath, dateTime, type DataQuery, type RawTimeRange, type TimeRange } from '@grafana/data';

/** What one Explore pane shows. */
export interface ExplorePane {
  datasource?: string;
  queries: DataQuery[];
  range: { from: string; to: string };
}

const EMPTY: ExplorePane = { queries: [{ refId: 'A' }], range: { from: 'now-24h', to: 'now' } };

/** Reads the first pane of an address that Grafana's Explore understands (?panes={…}). */
export function readPane(search: string): ExplorePane {
  const panes = new URLSearchParams(search).get('panes');
  if (!panes) {
    return EMPTY;
  }
  const first: Partial<ExplorePane> | undefined = Object.values(JSON.parse(panes))[0] as Partial<ExplorePane>;
  return {
    datasource: first?.datasource,
    queries: first?.queries?.length ? first.queries : EMPTY.queries,
    range: { ...EMPTY.range, ...first?.range },
  };
}

export function writePane(pane: ExplorePane): string {
  return new URLSearchParams({ schemaVersion: '1', panes: JSON.stringify({ preview: pane }), orgId: '1' }).toString();
}

/** The range in absolute times. Bounds are epoch milliseconds or relative expressions. */
export function toTimeRange({ from, to }: ExplorePane['range']): TimeRange {
  const raw: RawTimeRange = { from, to };
  const bound = (value: string, roundUp: boolean) => {
    const parsed = /^\d+$/.test(value) ? dateTime(Number(value)) : dateMath.toDateTime(value, { roundUp });
    if (!parsed?.isValid()) {
      throw new Error(`not a time: ${value}`);
    }
    return parsed;
  };
  return { from: bound(from, false), to: bound(to, true), raw };
}
