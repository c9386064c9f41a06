import type { ReactNode } from 'react';
import { useLocation } from 'react-router';

import { DATASOURCE_VARIABLE } from '../views/dataSource';
import { headroomDataSources } from './headroomDataSources';
import { MissingDataSource } from './MissingDataSource';
import { NoDataSource } from './NoDataSource';

/** What is about a data source, or what to do where there is none, or not the one that the address names. */
export function DataSourceGuard({ children }: { children: ReactNode }) {
  const asked = new URLSearchParams(useLocation().search).get(`var-${DATASOURCE_VARIABLE}`);
  const available = headroomDataSources();
  if (available.length === 0) {
    return <NoDataSource />;
  }
  if (asked && !available.some(({ uid, name }) => asked === uid || asked === name)) {
    return <MissingDataSource asked={asked} />;
  }
  return children;
}
