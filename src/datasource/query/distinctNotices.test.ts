import { toDataFrame } from '@grafana/data';

import { withDistinctNotices } from './distinctNotices';

const frame = (...texts: string[]) =>
  toDataFrame({ fields: [], meta: { notices: texts.map((text) => ({ severity: 'warning' as const, text })) } });
const texts = (...frames: Array<ReturnType<typeof frame>>) =>
  withDistinctNotices({ data: frames }).data.map(({ meta }) =>
    meta?.notices?.map(({ text }: { text: string }) => text)
  );

test('a notice of several frames stays at the first', () => {
  expect(texts(frame('tenants are unknown'), frame('tenants are unknown', 'storage is capped'))).toEqual([
    ['tenants are unknown'],
    ['storage is capped'],
  ]);
});

test('the same words with another severity are another notice', () => {
  const info = toDataFrame({ fields: [], meta: { notices: [{ severity: 'info', text: 'a' }] } });

  expect(texts(frame('a'), info)).toEqual([['a'], ['a']]);
});

test('frames without notices, and the state of the answer, stay as they are', () => {
  const plain = toDataFrame({ fields: [] });
  const { data, key } = withDistinctNotices({ data: [plain], key: 'k' });

  expect(data[0]).toBe(plain);
  expect(key).toBe('k');
});
