import { PageLayoutType } from '@grafana/data';
import { PluginPage } from '@grafana/runtime';
import { UrlSyncContextProvider } from '@grafana/scenes';
import { useMemo } from 'react';

import { headroomDataSources } from '../headroomDataSources';
import { NoDataSource } from '../NoDataSource';
import { overviewScene } from './overviewScene';

export function OverviewPage() {
  return (
    <PluginPage layout={PageLayoutType.Canvas}>
      {headroomDataSources().length > 0 ? <Overview /> : <NoDataSource />}
    </PluginPage>
  );
}

function Overview() {
  const scene = useMemo(() => overviewScene(), []);

  return (
    <UrlSyncContextProvider scene={scene} updateUrlOnInit createBrowserHistorySteps>
      <scene.Component model={scene} />
    </UrlSyncContextProvider>
  );
}
