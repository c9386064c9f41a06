import { AppEvents, EventBusSrv } from '@grafana/data';
import { type BackendSrv, type BackendSrvRequest, setAppEvents } from '@grafana/runtime';
import { firstValueFrom } from 'rxjs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { alertType } from '../src/chrome/Alerts';
import { createBackendSrv } from '../src/services/backendSrv';

const alerts: unknown[] = [];
const request = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();
let srv: BackendSrv;

beforeEach(() => {
  const events = new EventBusSrv();
  setAppEvents(events);
  events.getStream(alertType(AppEvents.alertError)).subscribe(({ payload }) => alerts.push(payload));
  vi.stubGlobal('fetch', request);
  vi.useFakeTimers();
  srv = createBackendSrv('Viewer');
});

afterEach(() => {
  alerts.length = 0;
  request.mockReset();
  vi.useRealTimers();
});

const answer = (status: number, body: unknown) =>
  Promise.resolve(new Response(JSON.stringify(body), { status, statusText: status === 404 ? 'Not Found' : '' }));
const rejection = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail('did not reject'),
    (error) => error
  );

/** A request that ends only by its signal, as fetch does. */
const hanging = (_: string, { signal }: RequestInit) =>
  new Promise<Response>((_resolve, reject) => signal!.addEventListener('abort', () => reject(signal!.reason)));

test('a request carries parameters, body, headers and the role', async () => {
  request.mockReturnValue(answer(200, { ok: true }));
  const options: BackendSrvRequest = {
    url: 'api/x',
    method: 'POST',
    params: { a: 1, list: ['b', 'c'], none: undefined },
    data: { d: 1 },
    headers: { 'X-Panel-Id': 7 },
  };
  const { data, status } = await firstValueFrom(srv.fetch(options));
  expect([data, status]).toEqual([{ ok: true }, 200]);
  const [url, init] = request.mock.calls[0]!;
  expect(url).toBe('http://localhost:3000/api/x?a=1&list=b&list=c');
  expect(init).toMatchObject({ method: 'POST', body: '{"d":1}' });
  expect(Object.fromEntries(init.headers as Headers)).toMatchObject({
    'content-type': 'application/json',
    'x-panel-id': '7',
    'x-preview-role': 'Viewer',
  });
});

test('an error answer rejects with status, body and message, and is told once', async () => {
  request.mockReturnValue(answer(404, { message: 'Data source not found' }));
  const error = await rejection(srv.get('/api/x'));
  expect(error).toMatchObject({ status: 404, data: { message: 'Data source not found' }, config: { url: '/api/x' } });
  await vi.advanceTimersByTimeAsync(100);
  expect(alerts).toEqual([['Data source not found', '/api/x']]);
});

test.each([
  ['a plugin’s own error', { error: 'no such table' }, 'no such table'],
  ['text', 'gone', 'gone'],
  ['nothing', '', 'Not Found'],
  ['an error without words', { error: { code: 7 } }, 'Not Found'],
])('%s becomes the message', async (_, body, message) => {
  request.mockReturnValue(answer(404, body));
  expect(await rejection(srv.get('/api/x'))).toMatchObject({ message, data: { message } });
});

test.each([
  ['the caller asked for silence', '/api/x', { showErrorAlert: false }],
  ['the panel tells', '/api/ds/query?ds_type=x', {}],
])('no alert where %s', async (_, url, options) => {
  request.mockReturnValue(answer(500, { message: 'broken' }));
  await rejection(srv.post(url, {}, options));
  await vi.advanceTimersByTimeAsync(100);
  expect(alerts).toEqual([]);
});

test('no alert for an error that the caller handled', async () => {
  request.mockReturnValue(answer(500, { message: 'broken' }));
  const error = await rejection(srv.get('/api/x'));
  error.isHandled = true;
  await vi.advanceTimersByTimeAsync(100);
  expect(alerts).toEqual([]);
});

test('an unreachable server rejects with the reason', async () => {
  request.mockRejectedValue(new TypeError('Failed to fetch'));
  expect(await rejection(srv.get('/api/x'))).toMatchObject({ status: 0, data: { message: 'Failed to fetch' } });
});

test('leaving a subscription aborts the request', () => {
  request.mockImplementation(hanging);
  const subscription = srv.fetch({ url: '/api/x' }).subscribe({ error: () => expect.fail('told after leaving') });
  const { signal } = request.mock.calls[0]![1];
  expect(signal!.aborted).toBe(false);
  subscription.unsubscribe();
  expect(signal!.aborted).toBe(true);
});

test('a newer request with the same id cancels the older one', async () => {
  request.mockImplementationOnce(hanging).mockReturnValueOnce(answer(200, 'new'));
  const older = rejection(firstValueFrom(srv.fetch({ url: '/api/x', requestId: 'A' })));
  const newer = firstValueFrom(srv.fetch({ url: '/api/x', requestId: 'A' }));
  expect(await older).toMatchObject({ cancelled: true, type: 'cancelled' });
  expect((await newer).data).toBe('new');
  await vi.advanceTimersByTimeAsync(100);
  expect(alerts).toEqual([]);
});
