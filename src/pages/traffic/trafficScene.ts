import { VariableHide } from '@grafana/data';
import {
  behaviors,
  SceneFlexItem,
  SceneFlexLayout,
  SceneTimeRange,
  SceneVariableSet,
  VariableValueControl,
} from '@grafana/scenes';

import { TABLE_RATE, TABLE_READS_WRITES } from '../../views/pickedTable';
import { ENVIRONMENT } from '../../views/scope';
import { CATEGORY, DATABASE, MEASURE, TABLE, TIER } from '../../views/tableChoice';
import { TABLE_LIST } from '../../views/tableList';
import { CHOSEN_TABLE_TRAFFIC } from '../../views/tableTraffic';
import { toScene } from '../../views/toScene';
import { pageControls } from '../scene/controls';
import { eventLayers } from '../scene/eventLayers';
import { viewHeight, viewItem } from '../scene/layout';
import { PageScene } from '../scene/PageScene';
import { choiceVariable, dataSourceVariable, queryVariable } from '../scene/variables';
import { COLOR, coloredAsChosen } from './coloring';
import { PickedTable } from './PickedTable';

/** Which tables are busy and when, and what one of them does. */
export function trafficScene(): PageScene {
  const heatmap = toScene(CHOSEN_TABLE_TRAFFIC);
  const ofHeatmap = [MEASURE, COLOR];
  heatmap.setState({
    $behaviors: [coloredAsChosen],
    headerActions: ofHeatmap.map(({ name }) => new VariableValueControl({ variableName: name })),
  });
  // Their controls stand beside what they choose.
  const beside = [...ofHeatmap.map(choiceVariable), queryVariable(TABLE)];
  beside.forEach((variable) => variable.setState({ hide: VariableHide.hideVariable }));

  return new PageScene({
    // Lets the refresh button show that queries run, and cancel them.
    $behaviors: [new behaviors.SceneQueryController()],
    $timeRange: new SceneTimeRange({ from: 'now-7d', to: 'now' }),
    $variables: new SceneVariableSet({
      variables: [dataSourceVariable(), ...[ENVIRONMENT, DATABASE, TIER, CATEGORY].map(queryVariable), ...beside],
    }),
    controls: pageControls(),
    body: new SceneFlexLayout({
      direction: 'column',
      children: [
        viewItem(CHOSEN_TABLE_TRAFFIC, heatmap),
        new SceneFlexItem({
          ySizing: 'content',
          body: new PickedTable({
            $data: eventLayers([ENVIRONMENT]),
            height: viewHeight(TABLE_RATE),
            body: new SceneFlexLayout({
              direction: 'row',
              children: [TABLE_RATE, TABLE_READS_WRITES].map((view) => viewItem(view)),
            }),
          }),
        }),
        viewItem(TABLE_LIST),
      ],
    }),
  });
}
