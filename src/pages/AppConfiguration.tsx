import type { AppPluginMeta, PluginConfigPage } from '@grafana/data';
import { LoadingPlaceholder } from '@grafana/ui';
import { lazy, Suspense } from 'react';

const ConfigurationPage = lazy(
  () => import(/* webpackChunkName: "configuration" */ './configuration/ConfigurationPage')
);

/** The tab beside the app's description under Administration → Plugins, a download of its own. */
export const CONFIGURATION: PluginConfigPage<AppPluginMeta> = {
  title: 'Configuration',
  icon: 'cog',
  id: 'configuration',
  body: (props) => (
    <Suspense fallback={<LoadingPlaceholder text="" />}>
      <ConfigurationPage {...props} />
    </Suspense>
  ),
};
