import { setBackendSrv, type BackendSrv, type BackendSrvRequest } from '@grafana/runtime';
import { of, throwError } from 'rxjs';

/** What a path answers; an error stands for a request that failed. */
export type Answers = Record<string, unknown>;

/** Puts a backend in Grafana's place that answers by path, and returns the requests that it gets. */
export function fakeBackend(answers: Answers): BackendSrvRequest[] {
  const requests: BackendSrvRequest[] = [];
  const fetch = (request: BackendSrvRequest) => {
    requests.push(request);
    const path = Object.keys(answers).find((end) => request.url.endsWith(end));
    const answer = path === undefined ? { status: 404, data: { message: 'Not found' } } : answers[path];
    return path === undefined || answer instanceof Error ? throwError(() => answer) : of({ data: answer });
  };
  setBackendSrv({ fetch } as unknown as BackendSrv);
  return requests;
}
