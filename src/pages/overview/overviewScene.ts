import { behaviors, SceneFlexLayout, SceneTimeRange, SceneVariableSet } from '@grafana/scenes';

import { SCALING } from '../../views/scaling';
import { ENVIRONMENT, SERVICE } from '../../views/scope';
import { SYSTEM_HEALTH } from '../../views/systemHealth';
import { linkedToTables } from '../../views/tableLinks';
import { TABLE_TRAFFIC } from '../../views/tableTraffic';
import { pageUrl } from '../paths';
import { pageControls } from '../scene/controls';
import { viewItem } from '../scene/layout';
import { PageScene } from '../scene/PageScene';
import { dataSourceVariable, queryVariable } from '../scene/variables';

/** The Overview: how well the system does, how busy its tables are, and what more tenants would take. */
export function overviewScene(): PageScene {
  const tableTraffic = linkedToTables(TABLE_TRAFFIC, pageUrl('traffic'));
  return new PageScene({
    // Lets the refresh button show that queries run, and cancel them.
    $behaviors: [new behaviors.SceneQueryController()],
    $timeRange: new SceneTimeRange({ from: 'now-7d', to: 'now' }),
    $variables: new SceneVariableSet({
      variables: [dataSourceVariable(), queryVariable(SERVICE), queryVariable(ENVIRONMENT)],
    }),
    controls: pageControls(),
    body: new SceneFlexLayout({
      direction: 'column',
      children: [SYSTEM_HEALTH, tableTraffic, SCALING].map((view) => viewItem(view)),
    }),
  });
}
