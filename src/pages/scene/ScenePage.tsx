import { PageLayoutType } from '@grafana/data';
import { PluginPage } from '@grafana/runtime';
import { UrlSyncContextProvider } from '@grafana/scenes';
import { useMemo } from 'react';

import { DataSourceGuard } from '../DataSourceGuard';
import type { PageScene } from './PageScene';

interface Props {
  /** Makes the page's scene, once. */
  scene: () => PageScene;
}

/** A page whose address holds everything that a person sets, or what to do where there is no data source for it. */
export function ScenePage({ scene }: Props) {
  return (
    <PluginPage layout={PageLayoutType.Canvas}>
      <DataSourceGuard>
        <SyncedScene scene={scene} />
      </DataSourceGuard>
    </PluginPage>
  );
}

function SyncedScene({ scene: make }: Props) {
  // A scene holds what the person set since: a new one would forget it.
  const scene = useMemo(() => make(), [make]);

  return (
    <UrlSyncContextProvider scene={scene} updateUrlOnInit createBrowserHistorySteps>
      <scene.Component model={scene} />
    </UrlSyncContextProvider>
  );
}
