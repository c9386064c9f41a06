import { type KeyValue, PluginContextProvider } from '@grafana/data';
import { useLocation } from 'react-router-dom-v5-compat';

import { type LoadedApp } from '../modules/plugins';

/** The app's own pages: its root component gets the route below /a/<app>. */
export function AppPage({ app: { plugin, meta } }: { app: LoadedApp }) {
  const { pathname, search } = useLocation();
  const query: KeyValue = Object.fromEntries(new URLSearchParams(search));
  if (!plugin.root) {
    return <main>The app has no pages.</main>;
  }
  return (
    <PluginContextProvider meta={meta}>
      <plugin.root
        meta={meta}
        basename={`/a/${meta.id}`}
        path={pathname}
        query={query}
        onNavChanged={() => undefined}
      />
    </PluginContextProvider>
  );
}
