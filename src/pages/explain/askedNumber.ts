import { dateTime, rangeUtil, type TimeRange } from '@grafana/data';
import type { DataQuery, DataSourceRef } from '@grafana/schema';

import { writeValues } from '../../query/valueList';
import { EXPLAIN } from '../../views/explainLink';
import { ENVIRONMENT, SERVICE } from '../../views/scope';
import { CHOICE_OF_ALL, EVERY_VALUE } from '../../views/VariableView';

/** A row of an answer, by the query and what tells the row from others. */
export interface AskedNumber {
  query: DataQuery;
  labels: Record<string, string>;
  range: TimeRange;
}

/** The number that an address is about; undefined where it names none. */
export function askedNumber(search: string, datasource: DataSourceRef): AskedNumber | undefined {
  const address = new URLSearchParams(search);
  const queryType = address.get(EXPLAIN.queryType);
  const kpi = address.get(EXPLAIN.kpi);
  if (!queryType || !kpi) {
    return undefined;
  }
  const parts = {
    kpis: [kpi],
    ...list('groupBy', address.getAll(EXPLAIN.groupBy)),
    ...chosen(address, SERVICE.name),
    ...chosen(address, ENVIRONMENT.name),
  };
  const labels = [...address].filter(([name]) => name.startsWith(EXPLAIN.label));
  return {
    query: { refId: 'A', datasource, queryType, ...parts },
    labels: Object.fromEntries(labels.map(([name, value]) => [name.slice(EXPLAIN.label.length), value])),
    range: rangeUtil.convertRawToRange({
      from: time(address.get('from'), 'now-1h'),
      to: time(address.get('to'), 'now'),
    }),
  };
}

const list = (name: string, values: string[]) => (values.length > 0 ? { [name]: values } : {});

/** The values of a variable, as queries hold them. */
function chosen(address: URLSearchParams, name: string) {
  const values = address.getAll(`var-${name}`).filter(Boolean);
  if (values.length === 0) {
    return {};
  }
  const every = values.some((value) => CHOICE_OF_ALL.value.includes(value));
  return { [name]: every ? EVERY_VALUE : writeValues(values) };
}

/** An instant of an address: "now" and what is relative to it, ISO 8601, or milliseconds since the epoch. */
function time(text: string | null, otherwise: string) {
  if (text === null || rangeUtil.isRelativeTime(text)) {
    return text ?? otherwise;
  }
  const instant = dateTime(new Date(/^\d+$/.test(text) ? Number(text) : text));
  return instant.isValid() ? instant : otherwise;
}
