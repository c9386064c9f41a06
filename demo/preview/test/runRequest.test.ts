import {
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
  dateTime,
  LoadingState,
  type PanelData,
} from '@grafana/data';
import { delay, type Observable, of, throwError, toArray, firstValueFrom } from 'rxjs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { runRequest } from '../src/services/runRequest';

const range = { from: dateTime(0), to: dateTime(1000), raw: { from: 'now-1s', to: 'now' } };
const request = { requestId: 'Q1', range, targets: [{ refId: 'A' }] } as DataQueryRequest;
const frame = { fields: [{ name: 'value', values: [1, 2] }] };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function states(answer: () => Observable<DataQueryResponse>, asked = request): Promise<PanelData[]> {
  const all = firstValueFrom(runRequest({ query: answer } as unknown as DataSourceApi, asked).pipe(toArray()));
  await vi.runAllTimersAsync();
  return all;
}

test('a quick answer is the only state', async () => {
  const [done, ...more] = await states(() => of({ data: [frame] }));
  expect(more).toEqual([]);
  expect(done).toMatchObject({ state: LoadingState.Done, timeRange: range, request });
  expect(done!.series).toEqual([frame]);
});

test('values of a variable stay as they are', async () => {
  const values = [{ text: 'api', value: 'api' }];
  expect((await states(() => of({ data: values })))[0]!.series).toEqual(values);
});

test('a slow answer is announced', async () => {
  const seen = await states(() => of({ data: [frame] }).pipe(delay(1000)));
  expect(seen.map(({ state }) => state)).toEqual([LoadingState.Loading, LoadingState.Done]);
});

test('errors of single queries keep the other frames', async () => {
  const errors = [{ refId: 'B', message: 'no such thing' }];
  const [data] = await states(() => of({ data: [frame], errors }));
  expect(data).toMatchObject({ state: LoadingState.Error, error: errors[0], errors });
  expect(data!.series).toHaveLength(1);
});

test('a failed request becomes an error state', async () => {
  const [data] = await states(() => throwError(() => ({ status: 500, data: { message: 'broken' } })));
  expect(data).toMatchObject({ state: LoadingState.Error, error: { message: 'broken' } });
});

test('no queries are no request', async () => {
  const query = vi.fn();
  const [data] = await states(query, { ...request, targets: [] });
  expect(data).toMatchObject({ state: LoadingState.Done, series: [] });
  expect(query).not.toHaveBeenCalled();
});
