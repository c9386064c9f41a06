import { PluginContextProvider } from '@grafana/data';
import { PluginPage } from '@grafana/runtime';

import { type LoadedApp } from '../modules/plugins';

/** The app's configuration pages, one below the other. */
export function AppConfigPage({ app: { plugin, meta } }: { app: LoadedApp }) {
  const pages = plugin.configPages ?? [];
  return (
    <PluginContextProvider meta={meta}>
      <PluginPage pageNav={{ text: meta.name }}>
        {pages.length === 0 && <p>The app has no configuration page.</p>}
        {pages.map(({ id, title, body: Body }) => (
          <section key={id} aria-label={title}>
            <h2>{title}</h2>
            <Body plugin={plugin} query={{}} />
          </section>
        ))}
      </PluginPage>
    </PluginContextProvider>
  );
}
