import { PluginPage } from '@grafana/runtime';
import { useMemo } from 'react';

import { overviewScene } from './overviewScene';

export function OverviewPage() {
  const scene = useMemo(() => overviewScene(), []);

  return (
    <PluginPage>
      <scene.Component model={scene} />
    </PluginPage>
  );
}
