import { PageLayoutType } from '@grafana/data';
import { PluginPage } from '@grafana/runtime';
import { UrlSyncContextProvider } from '@grafana/scenes';
import { useMemo } from 'react';
import { useLocation } from 'react-router';

import { DATASOURCE_VARIABLE } from '../../views/dataSource';
import { headroomDataSources } from '../headroomDataSources';
import { MissingDataSource } from '../MissingDataSource';
import { NoDataSource } from '../NoDataSource';
import type { PageScene } from './PageScene';

interface Props {
  /** Makes the page's scene, once. */
  scene: () => PageScene;
}

/** A page whose address holds everything that a person sets, or what to do where there is no data source for it. */
export function ScenePage({ scene }: Props) {
  return (
    <PluginPage layout={PageLayoutType.Canvas}>
      <Content scene={scene} />
    </PluginPage>
  );
}

function Content({ scene }: Props) {
  const asked = new URLSearchParams(useLocation().search).get(`var-${DATASOURCE_VARIABLE}`);
  const available = headroomDataSources();
  if (available.length === 0) {
    return <NoDataSource />;
  }
  if (asked && !available.some(({ uid, name }) => asked === uid || asked === name)) {
    return <MissingDataSource asked={asked} />;
  }
  return <SyncedScene scene={scene} />;
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
