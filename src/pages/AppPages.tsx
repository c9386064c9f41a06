import type { ComponentType } from 'react';
import { Navigate, Route, Routes } from 'react-router';

import { EXPLAIN_PATH } from '../views/explainLink';
import { lazyPage } from './lazyPage';
import type { PagePath } from './paths';

const PAGE_COMPONENTS: Record<PagePath | typeof EXPLAIN_PATH, ComponentType> = {
  overview: lazyPage(
    () => import(/* webpackChunkName: "overview" */ '@grafana/i18n'),
    () => import(/* webpackChunkName: "overview" */ './overview/OverviewPage')
  ),
  traffic: lazyPage(
    () => import(/* webpackChunkName: "traffic" */ '@grafana/i18n'),
    () => import(/* webpackChunkName: "traffic" */ './traffic/TrafficPage')
  ),
  scaling: lazyPage(
    () => import(/* webpackChunkName: "scaling" */ '@grafana/i18n'),
    () => import(/* webpackChunkName: "scaling" */ './scaling/ScalingPage')
  ),
  operations: lazyPage(
    () => import(/* webpackChunkName: "operations" */ '@grafana/i18n'),
    () => import(/* webpackChunkName: "operations" */ './operations/OperationsPage')
  ),
  alerts: lazyPage(
    () => import(/* webpackChunkName: "alerts" */ '@grafana/i18n'),
    () => import(/* webpackChunkName: "alerts" */ './alerts/AlertsPage')
  ),
  sources: lazyPage(
    () => import(/* webpackChunkName: "sources" */ '@grafana/i18n'),
    () => import(/* webpackChunkName: "sources" */ './sources/SourcesPage')
  ),
  // Not in the navigation: links from rows lead to it.
  [EXPLAIN_PATH]: lazyPage(
    () => import(/* webpackChunkName: "explain" */ '@grafana/i18n'),
    () => import(/* webpackChunkName: "explain" */ './explain/ExplainPage')
  ),
};

const FIRST_PAGE: PagePath = 'overview';

/** The app's pages by path; any other path leads to the first. */
export function AppPages() {
  return (
    <Routes>
      {Object.entries(PAGE_COMPONENTS).map(([path, Page]) => (
        <Route key={path} path={path} element={<Page />} />
      ))}
      <Route path="*" element={<Navigate to={FIRST_PAGE} replace />} />
    </Routes>
  );
}
