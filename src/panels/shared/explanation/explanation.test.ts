import { dateTime, type TimeRange } from '@grafana/data';

import { explainRequest } from './explanation';

const from = dateTime('2026-11-22T12:00:00Z');
const to = dateTime('2026-11-23T12:00:00Z');
const range: TimeRange = { from, to, raw: { from: 'now-24h', to: 'now' } };

test.each([
  ['of its own is kept', '7d', '7d'],
  ['of the profile stays unsaid', undefined, undefined],
  ['of the dashboard becomes the length of the range', 'dashboard', '86400s'],
])('a window %s', (_, window, asked) => {
  const request = explainRequest({ refId: 'A', queryType: 'kpi', window }, { service: 'api' }, range);

  expect(request).toEqual({
    refId: 'A',
    queryType: 'kpi',
    window: asked,
    labels: { service: 'api' },
    to: '2026-11-23T12:00:00.000Z',
  });
});
