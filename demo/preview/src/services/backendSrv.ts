import { AppEvents, DataQueryErrorType } from '@grafana/data';
import {
  type BackendSrv,
  type BackendSrvRequest,
  type FetchError,
  type FetchErrorDataProps,
  type FetchResponse,
  getAppEvents,
} from '@grafana/runtime';
import { lastValueFrom, Observable } from 'rxjs';

const JSON_TYPE = 'application/json';

/** Aborts of requests under way, by request id: a newer request with the same id replaces the older one. */
const underWay = new Map<string, AbortController>();

/**
 * The part of Grafana's HTTP service that plugins see: errors are FetchError objects, leaving a subscription or
 * reusing a request id cancels, failures show as an alert unless the caller says otherwise.
 *
 * @param role is sent with every request, so that the server answers for it.
 */
export function createBackendSrv(role: string): BackendSrv {
  const fetchOnce = <T>(options: BackendSrvRequest) => observe<T>(options, role);
  const request = async <T>(options: BackendSrvRequest) => (await lastValueFrom(fetchOnce<T>(options))).data;
  return {
    fetch: fetchOnce,
    request,
    datasourceRequest: (options) => lastValueFrom(fetchOnce(options)),
    get: (url, params, requestId, options) => request({ ...options, method: 'GET', url, params, requestId }),
    delete: (url, data, options) => request({ ...options, method: 'DELETE', url, data }),
    post: (url, data, options) => request({ ...options, method: 'POST', url, data }),
    patch: (url, data, options) => request({ ...options, method: 'PATCH', url, data }),
    put: (url, data, options) => request({ ...options, method: 'PUT', url, data }),
    chunked: () => {
      throw new Error('the preview has no chunked requests');
    },
  };
}

function observe<T>(options: BackendSrvRequest, role: string): Observable<FetchResponse<T>> {
  return new Observable((subscriber) => {
    const controller = new AbortController();
    const abort = () => controller.abort();
    options.abortSignal?.addEventListener('abort', abort);
    if (options.requestId) {
      underWay.get(options.requestId)?.abort();
      underWay.set(options.requestId, controller);
    }
    send<T>(options, role, controller.signal)
      .then((response) => {
        subscriber.next(response);
        subscriber.complete();
      })
      .catch((error: FetchError) => {
        showFailure(error);
        subscriber.error(error);
      })
      .finally(() => {
        options.abortSignal?.removeEventListener('abort', abort);
        if (options.requestId && underWay.get(options.requestId) === controller) {
          underWay.delete(options.requestId);
        }
      });
    return abort;
  });
}

async function send<T>(options: BackendSrvRequest, role: string, signal: AbortSignal): Promise<FetchResponse<T>> {
  let response: Response;
  let data: T;
  try {
    response = await fetch(absoluteUrl(options), { ...body(options), headers: headers(options, role), signal });
    data = await parse<T>(response, options.responseType);
  } catch (error) {
    throw failure(options, signal, error);
  }
  const { ok, status, statusText, redirected, type, url } = response;
  if (!ok) {
    const body = errorBody(data, statusText || `HTTP ${status}`);
    const rejected: FetchError = { status, statusText, data: body, message: body.message, config: options };
    throw rejected;
  }
  return { data, ok, status, statusText, redirected, type, url, headers: response.headers, config: options };
}

/** The body of an error as Grafana hands it on: always an object with a message. */
function errorBody(data: unknown, fallback: string): FetchErrorDataProps & { message: string } {
  if (typeof data !== 'object' || data === null) {
    return { message: data ? String(data) : fallback };
  }
  const { message, error }: FetchErrorDataProps = data;
  return { ...data, message: message ?? (typeof error === 'string' ? error : fallback) };
}

/** What a request without an answer rejects with: cancelled, or not reachable. */
function failure(options: BackendSrvRequest, signal: AbortSignal, error: unknown): FetchError & { type?: string } {
  if (signal.aborted) {
    const type = DataQueryErrorType.Cancelled;
    return { type, cancelled: true, status: -1, statusText: 'Request was aborted', data: null, config: options };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { status: 0, statusText: message, message, data: { message, error: message }, config: options };
}

function absoluteUrl({ url, params }: BackendSrvRequest): string {
  const target = new URL(url, `${window.location.origin}/`);
  for (const [name, value] of Object.entries(params ?? {})) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== null) {
        target.searchParams.append(name, String(item));
      }
    }
  }
  return target.toString();
}

function headers({ headers = {}, data }: BackendSrvRequest, role: string): Headers {
  const out = new Headers({ Accept: `${JSON_TYPE}, text/plain, */*`, 'X-Grafana-Org-Id': '1', 'X-Preview-Role': role });
  if (data !== undefined) {
    out.set('Content-Type', JSON_TYPE);
  }
  for (const [name, value] of Object.entries(headers)) {
    out.set(name, String(value));
  }
  return out;
}

function body({ method = 'GET', data }: BackendSrvRequest): RequestInit {
  return { method, body: data === undefined || typeof data === 'string' ? data : JSON.stringify(data) };
}

async function parse<T>(response: Response, responseType: BackendSrvRequest['responseType']): Promise<T> {
  switch (responseType) {
    case 'blob':
      return (await response.blob()) as T;
    case 'arraybuffer':
      return (await response.arrayBuffer()) as T;
    case 'text':
      return (await response.text()) as T;
  }
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return text as T;
  }
}

/** Queries report their errors in the panel; everything else is told once, unless the caller handles it. */
function showFailure(error: FetchError) {
  const { showErrorAlert, url } = error.config;
  if (error.cancelled || showErrorAlert === false || url.includes('/api/ds/query')) {
    return;
  }
  setTimeout(() => {
    if (!error.isHandled) {
      getAppEvents().publish({ type: AppEvents.alertError.name, payload: [error.message ?? error.statusText, url] });
    }
  }, 50);
}
