import type { DataFrame, DataQueryResponse, QueryResultMetaNotice } from '@grafana/data';

/** The answer with each notice at the first of its frames that has it: a panel lists those of all its frames. */
export function withDistinctNotices(response: DataQueryResponse): DataQueryResponse {
  const seen = new Set<string>();
  const isNew = ({ severity, text }: QueryResultMetaNotice) => {
    const key = `${severity} ${text}`;
    return !seen.has(key) && seen.add(key);
  };
  return { ...response, data: response.data.map((frame: DataFrame) => withNotices(frame, isNew)) };
}

function withNotices(frame: DataFrame, isKept: (notice: QueryResultMetaNotice) => unknown): DataFrame {
  const notices = frame.meta?.notices;
  return notices ? { ...frame, meta: { ...frame.meta, notices: notices.filter(isKept) } } : frame;
}
