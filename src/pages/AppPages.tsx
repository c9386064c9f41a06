import { LoadingPlaceholder } from '@grafana/ui';
import { type ComponentType, lazy, Suspense } from 'react';
import { Navigate, Route, Routes } from 'react-router';

import { APP_ID } from '../plugin/ids';
import type { PagePath } from './paths';

/**
 * A page as a download of its own, so that Grafana's start-up only pays for the routes, and a page not for the others.
 *
 * @param download loads translations from the page's chunk, and with it the whole chunk. @grafana/scenes translates
 * while its modules run, so that translations have to be there before the page is.
 * @param load runs what was downloaded.
 */
function lazyPage(
  download: () => Promise<typeof import('@grafana/i18n')>,
  load: () => Promise<{ default: ComponentType }>
) {
  return lazy(async () => {
    const { initPluginTranslations } = await download();
    await initPluginTranslations(APP_ID);
    return load();
  });
}

const PAGE_COMPONENTS: Record<PagePath, ComponentType> = {
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
  sources: lazyPage(
    () => import(/* webpackChunkName: "sources" */ '@grafana/i18n'),
    () => import(/* webpackChunkName: "sources" */ './sources/SourcesPage')
  ),
};

const FIRST_PAGE: PagePath = 'overview';

/** The app's pages by path; any other path leads to the first. */
export function AppPages() {
  return (
    <Suspense fallback={<LoadingPlaceholder text="" />}>
      <Routes>
        {Object.entries(PAGE_COMPONENTS).map(([path, Page]) => (
          <Route key={path} path={path} element={<Page />} />
        ))}
        <Route path="*" element={<Navigate to={FIRST_PAGE} replace />} />
      </Routes>
    </Suspense>
  );
}
