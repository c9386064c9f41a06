import { resourceError } from './resourceError';

test.each([
  [
    "the backend's sentence",
    { data: { error: 'Prometheus refused the connection' }, statusText: 'Bad Gateway' },
    'Prometheus refused the connection',
  ],
  ["Grafana's sentence", { data: { message: 'Access denied' }, statusText: 'Forbidden' }, 'Access denied'],
  ['the status alone', { data: '<html>', statusText: 'Bad Gateway' }, 'Bad Gateway'],
  ['an error of the browser', new TypeError('Failed to fetch'), 'Failed to fetch'],
  ['nothing', undefined, 'the request failed without a reason'],
])('%s', (_, error, text) => {
  expect(resourceError(error)).toBe(text);
});
