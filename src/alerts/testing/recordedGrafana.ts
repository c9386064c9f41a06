import { type FetchResponse, setBackendSrv } from '@grafana/runtime';
import { readFileSync } from 'fs';
import { lastValueFrom, map, type Observable, of, throwError } from 'rxjs';

interface Exchange {
  name: string;
  method: string;
  path: string;
  body?: unknown;
  status: number;
  answer: unknown;
}

interface Asked {
  url: string;
  method?: string;
  data?: unknown;
  responseType?: string;
}

const CONTRACT = readFileSync('demo/internal/preview/server/testdata/alerting-contract.json', 'utf8');

/** What a real Grafana was asked and answered, by the name of the exchange; a copy that a test may change. */
export function recorded(name: string): Exchange {
  const { exchanges } = JSON.parse(CONTRACT) as { exchanges: Exchange[] };
  const found = exchanges.find((exchange) => exchange.name === name);
  if (!found) {
    throw new Error(`no exchange “${name}” was recorded`);
  }
  return found;
}

/** An exchange that happens next: as recorded, or with another answer to the same status. */
export type Next = string | [name: string, answer: unknown] | Error;

/** A uid at the end of a path; the recorded ones are not those of the rules under test. */
const withoutUid = (path: string) =>
  path.replace(/^(\/api\/(?:v1\/provisioning\/alert-rules|folders)\/)[^/?]+$/, '$1*');

/**
 * Grafana as it was recorded: each request gets the status and answer of the next exchange, and fails the test when
 * that exchange was another request. An error in the place of an exchange is a connection that broke.
 */
export function replayGrafana(...upcoming: Next[]) {
  const requests: Asked[] = [];
  const fetch = (asked: Asked): Observable<FetchResponse> => {
    const { url, method = 'GET', data, responseType } = asked;
    requests.push({ url, method, ...(data !== undefined && { data }) });
    const next = upcoming.shift();
    if (next instanceof Error) {
      return throwError(() => next);
    }
    const [name, answer] = typeof next === 'string' ? [next, recorded(next).answer] : (next ?? ['nothing', null]);
    const exchange = recorded(name);
    expect(`${method} ${withoutUid(url)}`).toBe(`${exchange.method} ${withoutUid(exchange.path)}`);
    return responded({ status: exchange.status, answer }, responseType);
  };
  setBackendSrv({ fetch } as never);
  return {
    /** What was asked, in order. */
    requests,
    /** Exchanges that have not happened. */
    upcoming,
  };
}

/** The part of an exchange that comes back. */
export type Answer = Pick<Exchange, 'status' | 'answer'>;

/** A recorded answer with other contents. */
export const answering = (name: string, answer: unknown): Answer => ({ ...recorded(name), answer });

/**
 * Grafana with an answer to every request that may come, named as "GET /api/folders", in whatever order. Returns the
 * requests that come. A test may change the answers meanwhile.
 */
export function grafanaThatAnswers(answers: Record<string, Answer>): Asked[] {
  const requests: Asked[] = [];
  const fetch = (asked: Asked): Observable<FetchResponse> => {
    const { url, method = 'GET', data, responseType } = asked;
    requests.push({ url, method, data });
    const found = answers[`${method} ${url}`];
    if (!found) {
      throw new Error(`no answer to ${method} ${url} is known`);
    }
    return responded(found, responseType);
  };
  const get = (url: string) => lastValueFrom(fetch({ url }).pipe(map(({ data }) => data)));
  setBackendSrv({ fetch, get } as never);
  return requests;
}

function responded({ status, answer }: Answer, responseType?: string): Observable<FetchResponse> {
  if (status === 204 && responseType !== 'text') {
    // Grafana 12.3 says that its empty answers are JSON, and its own client believes that.
    return throwError(() => ({ message: 'Unexpected end of JSON input', data: { message: 'Unexpected error' } }));
  }
  const response = { status, data: answer } as FetchResponse;
  return status < 400 ? of(response) : throwError(() => response);
}
