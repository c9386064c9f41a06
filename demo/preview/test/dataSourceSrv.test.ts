import { config, setTemplateSrv } from '@grafana/runtime';
import { beforeAll, expect, test } from 'vitest';

import { dataSourceSrv } from '../src/services/dataSourceSrv';
import { templateSrv } from '../src/services/templateSrv';

const scopedVars = { ds: { text: 'Second', value: 'second' } };

beforeAll(() => {
  setTemplateSrv(templateSrv);
  const settings = (uid: string, name: string, type: string, alerting: boolean) => ({
    uid,
    name,
    type,
    meta: { id: type, alerting },
  });
  config.datasources = {
    Second: settings('second', 'Second', 'other', false),
    First: settings('first', 'First', 'headroom-performance-datasource', true),
  } as never;
  config.defaultDatasource = 'First';
});

test.each([
  ['its uid', { uid: 'second' }, 'second'],
  ['its name', 'Second', 'second'],
  ['nothing, which is the default', null, 'first'],
  ['the word default', 'default', 'first'],
  ['an empty reference', {}, 'first'],
  ['a type alone', { type: 'other' }, 'second'],
  ['what does not exist', { uid: 'third' }, undefined],
])('a data source is found by %s', (_, reference, uid) => {
  expect(dataSourceSrv.getInstanceSettings(reference)?.uid).toBe(uid);
});

test('a variable keeps its name beside what it stands for', () => {
  expect(dataSourceSrv.getInstanceSettings({ uid: '${ds}' }, scopedVars)).toMatchObject({
    uid: '${ds}',
    type: 'other',
    rawRef: { uid: 'second', type: 'other' },
  });
});

test.each([
  ['type', { type: 'other' }, ['Second']],
  ['several types', { type: ['other', 'headroom-performance-datasource'] }, ['First', 'Second']],
  ['capability', { alerting: true }, ['First']],
  ['plugin', { pluginId: 'headroom-performance-datasource' }, ['First']],
  ['a function', { filter: ({ name }: { name: string }) => name !== 'First' }, ['Second']],
])('lists by %s', (_, filters, names) => {
  expect(dataSourceSrv.getList(filters).map(({ name }) => name)).toEqual(names);
});

test('an unknown data source rejects with its name', async () => {
  await expect(dataSourceSrv.get({ uid: 'third' })).rejects.toThrow('Datasource third was not found');
});
