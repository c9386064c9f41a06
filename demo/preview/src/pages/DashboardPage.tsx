import { getBackendSrv, PluginPage } from '@grafana/runtime';
import { type EmbeddedScene, UrlSyncContextProvider } from '@grafana/scenes';
import { Alert, LoadingPlaceholder } from '@grafana/ui';
import { useEffect, useState } from 'react';
import { useParams } from 'react-router-dom-v5-compat';

import { readDashboard } from '../dashboards/readDashboard';

interface Shown {
  title: string;
  scene: EmbeddedScene;
}

/** A dashboard of the distribution, drawn from its classic JSON. */
export function DashboardPage() {
  const { uid = '' } = useParams();
  const [shown, setShown] = useState<Shown>();
  const [error, setError] = useState<string>();
  useEffect(() => {
    getBackendSrv()
      .get<{ dashboard: unknown }>(`/api/dashboards/uid/${uid}`, undefined, undefined, { showErrorAlert: false })
      .then(({ dashboard }) => setShown(readDashboard(dashboard)))
      .catch((failed) => setError(failed.data?.message ?? failed.message));
  }, [uid]);
  if (error) {
    return <Alert title={`Dashboard ${uid}`}>{error}</Alert>;
  }
  if (!shown) {
    return <LoadingPlaceholder text="Loading the dashboard" />;
  }
  return (
    <UrlSyncContextProvider scene={shown.scene} updateUrlOnInit createBrowserHistorySteps>
      <PluginPage pageNav={{ text: shown.title }}>
        <shown.scene.Component model={shown.scene} />
      </PluginPage>
    </UrlSyncContextProvider>
  );
}
