import { AppPlugin } from '@grafana/data';
import { LoadingPlaceholder } from '@grafana/ui';
import { lazy, Suspense } from 'react';

import { APP_ID } from './plugin/ids';

// Pages and what they need are a separate download, so that Grafana's start-up only pays for this file.
const Pages = lazy(async () => {
  const { initPluginTranslations } = await import(/* webpackChunkName: "pages" */ '@grafana/i18n');
  // @grafana/scenes translates while its modules load, so translations come first.
  await initPluginTranslations(APP_ID);
  return import(/* webpackChunkName: "pages" */ './pages/Pages');
});

function App() {
  return (
    <Suspense fallback={<LoadingPlaceholder text="" />}>
      <Pages />
    </Suspense>
  );
}

export const plugin = new AppPlugin().setRootPage(App);
