import type { DataSourceInstanceSettings } from '@grafana/data';

import type { HeadroomQuery } from '../query/HeadroomQuery';
import { HeadroomDataSource } from './HeadroomDataSource';

describe('HeadroomDataSource.filterQuery', () => {
  const dataSource = new HeadroomDataSource({ uid: 'headroom', jsonData: {} } as DataSourceInstanceSettings);

  test.each([
    ['a query with a type runs', { refId: 'A', queryType: 'kpi' }, true],
    ['a query without a type waits for one', { refId: 'A', queryType: '' }, false],
    ['a hidden query does not run', { refId: 'A', queryType: 'kpi', hide: true }, false],
  ])('%s', (_, query, runs) => {
    expect(dataSource.filterQuery(query as HeadroomQuery)).toBe(runs);
  });
});
