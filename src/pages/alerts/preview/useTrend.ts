import {
  CoreApp,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
  type TimeRange,
} from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { useEffect, useMemo, useState } from 'react';
import { from, switchMap, timer } from 'rxjs';

import { DATASOURCE_ID } from '../../../plugin/ids';
import type { HeadroomQuery } from '../../../query/HeadroomQuery';
import type { QueryModel } from '../../../query/query.gen';
import { failureReason } from '../../failureReason';

/** The answer to a query over the past. */
export interface Trend {
  /** Those of the answer before while another one is awaited; undefined until the first. */
  frames?: DataFrame[];
  isLoading: boolean;
  /** Why there is no answer. */
  error?: string;
  /** Asks the same again. */
  askAgain: () => void;
}

type Answer = Pick<Trend, 'frames' | 'error'>;

/** Whoever types is done after so many milliseconds without a key. */
const TYPING_MS = 500;

/** A step says how far apart points are, so that this limits nothing. */
const MOST_POINTS = 10_000;

/**
 * Asks a data source for the past, and again when the question is another one: once typing has ended, and without
 * waiting for the answer before, whose request is cancelled.
 *
 * @param query as JSON, by which one is told from another; none while it is not complete.
 */
export function useTrend(uid: string, query: string | undefined, range: TimeRange): Trend {
  const [attempt, setAttempt] = useState(1);
  const question = useMemo(
    () => (query === undefined ? undefined : { uid, query, range, attempt }),
    [uid, query, range, attempt]
  );
  const [{ answered, frames, error }, setAnswer] = useState<Answer & { answered?: typeof question }>({});
  useEffect(() => {
    if (!question) {
      return undefined;
    }
    const asked = timer(TYPING_MS).pipe(
      switchMap(() => getDataSourceSrv().get(question.uid)),
      switchMap((source) => from((source as DataSourceApi<HeadroomQuery>).query(requestOf(question))))
    );
    const subscription = asked.subscribe({
      next: (response) => setAnswer({ answered: question, ...answerOf(response) }),
      error: (failure: unknown) => setAnswer({ answered: question, error: failureReason(failure) }),
    });
    return () => subscription.unsubscribe();
  }, [question]);

  const isLoading = question !== undefined && answered !== question;
  return {
    frames,
    isLoading,
    error: isLoading ? undefined : error,
    askAgain: () => setAttempt((count) => count + 1),
  };
}

function answerOf(response: DataQueryResponse): Answer {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- what fails before any query runs is told there alone
  const failed = response.errors?.[0] ?? response.error;
  if (failed) {
    return { error: failed.message ?? failed.data?.message ?? 'No reason was given' };
  }
  // The data source answers every query with a frame; Grafana hands a connection that broke on as nothing at all.
  return response.data.length === 0
    ? { error: 'No answer came. Check the connection to Grafana, and try again.' }
    : { frames: response.data as DataFrame[] };
}

/** The query of a trend that is given as JSON, as the data source gets it. */
export const trendQuery = (uid: string, query: string): HeadroomQuery => ({
  refId: 'A',
  datasource: { type: DATASOURCE_ID, uid },
  ...(JSON.parse(query) as QueryModel),
});

interface Question {
  uid: string;
  query: string;
  range: TimeRange;
}

function requestOf({ uid, query, range }: Question): DataQueryRequest<HeadroomQuery> {
  return {
    requestId: 'headroom-rule-preview',
    app: CoreApp.UnifiedAlerting,
    targets: [trendQuery(uid, query)],
    range,
    scopedVars: {},
    timezone: 'browser',
    interval: '1m',
    intervalMs: 60_000,
    maxDataPoints: MOST_POINTS,
    startTime: Date.now(),
  };
}
