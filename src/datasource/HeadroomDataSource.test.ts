import { CoreApp, type DataQueryRequest, type DataSourceInstanceSettings } from '@grafana/data';
import { HealthCheckError, setTemplateSrv, type TemplateSrv } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';

import type { HeadroomQuery } from '../query/HeadroomQuery';
import { HeadroomDataSource } from './HeadroomDataSource';
import { fakeBackend } from './testing/fakeBackend';

const dataSource = new HeadroomDataSource({ uid: 'headroom', jsonData: {} } as DataSourceInstanceSettings);

describe('filterQuery', () => {
  test.each([
    ['a query with a type runs', { refId: 'A', queryType: 'kpi' }, true],
    ['a blank query waits for its type', { refId: 'A', queryType: '', datasource: { uid: 'x' }, key: 'k' }, false],
    ["a query of another shape runs into the backend's explanation", { refId: 'A', kpi: 'availability' }, true],
    ['a hidden query of another shape does not run', { refId: 'A', kpi: 'availability', hide: true }, false],
    ['a hidden query does not run', { refId: 'A', queryType: 'kpi', hide: true }, false],
    ["an unknown type runs into the backend's explanation", { refId: 'A', queryType: 'forecast' }, true],
  ])('%s', (_, query, runs) => {
    expect(dataSource.filterQuery(query as HeadroomQuery)).toBe(runs);
  });
});

test.each([
  [CoreApp.Explore, 'table'],
  [CoreApp.PanelEditor, 'table'],
  [CoreApp.UnifiedAlerting, 'numeric'],
])('a new query in %s has the format %s', (app, format) => {
  expect(dataSource.getDefaultQuery(app)).toEqual({ queryType: 'kpi', format });
});

test('what Grafana adds to a query that holds its type alone is not asked for', async () => {
  const requests = fakeBackend({ '/api/ds/query': { results: {} } });
  setTemplateSrv({ replace: (text?: string) => text ?? '' } as TemplateSrv);
  const asked = { ...dataSource.getDefaultQuery(CoreApp.PanelEditor), refId: 'A', queryType: 'incidents' };
  await lastValueFrom(dataSource.query({ targets: [asked] } as unknown as DataQueryRequest<HeadroomQuery>));

  const [query] = (requests[0]?.data as { queries: HeadroomQuery[] }).queries;
  expect(query).toMatchObject({ refId: 'A', queryType: 'incidents' });
  expect(query).not.toHaveProperty('format');
});

test('variables are replaced in queries, for Explore as for dashboards', () => {
  const replace: TemplateSrv['replace'] = (text = '', scopedVars, format) =>
    text.replace('$service', () => {
      const value: unknown = scopedVars?.service?.value;
      return typeof format === 'function' ? format(value) : String(value);
    });
  setTemplateSrv({ replace } as TemplateSrv);
  const query: HeadroomQuery = { refId: 'A', queryType: 'kpi', service: '$service' };
  const scopedVars = { service: { text: 'both', value: ['api', 'w,b'] } };
  const replaced = { ...query, service: '{api,w\\,b}' };

  expect(dataSource.applyTemplateVariables(query, scopedVars)).toEqual(replaced);
  expect(dataSource.interpolateVariablesInQueries([query], scopedVars)).toEqual([replaced]);
});

describe('testDatasource', () => {
  const test_ = async (answer: unknown) => {
    fakeBackend({ '/health': answer });
    return dataSource.testDatasource();
  };
  const parts = (status: string) => [{ name: 'Prometheus', status, message: 'Prometheus: it refused. Check it' }];

  test('hands on what works', async () => {
    const result = await test_({ status: 'OK', details: { parts: parts('ok') } });
    expect(result).toMatchObject({ status: 'success', message: 'Prometheus: working' });
  });

  test('fails in the way from which Grafana takes details', async () => {
    const failure: unknown = await test_({ status: 'ERROR', details: { parts: parts('error') } }).catch(
      (error) => error
    );

    expect(failure).toMatchObject({ status: 'error', message: 'Prometheus: not working' });
    const { error } = failure as { error: HealthCheckError };
    expect(error).toBeInstanceOf(HealthCheckError);
    expect(error.details).toEqual({
      message: 'Prometheus: it refused. Check it',
      verboseMessage: 'Prometheus: it refused. Check it',
    });
  });

  test('says so when nothing ran the check', async () => {
    const failure: unknown = await test_(new Error('offline')).catch((error) => error);
    expect(failure).toMatchObject({ message: expect.stringContaining('The health check did not run') });
  });
});
