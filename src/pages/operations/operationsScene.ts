import { behaviors, SceneFlexItem, SceneFlexLayout, SceneTimeRange, SceneVariableSet } from '@grafana/scenes';

import { DELIVERY_BY_SERVICE } from '../../views/deliveryByService';
import { DELIVERY_KPIS } from '../../views/deliveryKpis';
import { ERROR_RATIO_TREND } from '../../views/errorRatioTrend';
import { ENVIRONMENT, SERVICE } from '../../views/scope';
import { WEEKLY_DEPLOYMENTS, WEEKLY_FAILURES, WEEKLY_RECOVERY } from '../../views/weeklyTrends';
import { pageControls } from '../scene/controls';
import { eventLayers } from '../scene/eventLayers';
import { EventSwitches } from '../scene/EventSwitches';
import { viewHeight, viewItem } from '../scene/layout';
import { PageScene } from '../scene/PageScene';
import { dataSourceVariable, queryVariable } from '../scene/variables';

const VARIABLES = [SERVICE, ENVIRONMENT];

/** How changes reach production, what they break, and how soon it is mended. */
export function operationsScene(): PageScene {
  return new PageScene({
    // Lets the refresh button show that queries run, and cancel them.
    $behaviors: [new behaviors.SceneQueryController()],
    // As long as the window of the KPIs, so that the weeks below are those that they are about.
    $timeRange: new SceneTimeRange({ from: 'now-90d', to: 'now' }),
    $variables: new SceneVariableSet({
      variables: [dataSourceVariable(), ...VARIABLES.map(queryVariable)],
    }),
    $data: eventLayers(VARIABLES),
    controls: [...pageControls(), new EventSwitches()],
    body: new SceneFlexLayout({
      direction: 'column',
      children: [
        viewItem(DELIVERY_KPIS),
        new SceneFlexItem({
          height: viewHeight(WEEKLY_DEPLOYMENTS),
          md: { height: 'auto' },
          body: new SceneFlexLayout({
            direction: 'row',
            children: [WEEKLY_DEPLOYMENTS, WEEKLY_FAILURES, WEEKLY_RECOVERY].map((view) => viewItem(view)),
          }),
        }),
        viewItem(ERROR_RATIO_TREND),
        viewItem(DELIVERY_BY_SERVICE),
      ],
    }),
  });
}
