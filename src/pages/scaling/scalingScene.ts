import {
  behaviors,
  type SceneDataProvider,
  SceneDataTransformer,
  SceneFlexLayout,
  SceneQueryRunner,
  SceneRefreshPicker,
  SceneTimeRange,
  SceneVariableSet,
  VariableValueSelectors,
} from '@grafana/scenes';

import type { HeadroomQuery } from '../../query/HeadroomQuery';
import { CURRENT_REQUIREMENT } from '../../views/currentRequirement';
import { SCALING } from '../../views/scaling';
import { toScene } from '../../views/toScene';
import { viewItem } from '../scene/layout';
import { PageScene } from '../scene/PageScene';
import { dataSourceVariable } from '../scene/variables';
import { currentQueries, currentTransformations, tableQueries } from './scalingQueries';
import { WhatIf } from './WhatIf';

/** What more tenants would bring, and what they would need. */
export function scalingScene(): PageScene {
  const whatIf = new WhatIf();
  const table = toScene(SCALING);
  const stats = toScene(CURRENT_REQUIREMENT);
  const ask = () => {
    const question = whatIf.question();
    // What was answered last stays until the question can be asked.
    if (question) {
      const { current } = question;
      table.setState({ options: { ...table.state.options, currentTenants: current?.toString() ?? '' } });
      askAnew(table.state.$data, tableQueries(question));
      if (stats.state.$data instanceof SceneDataTransformer) {
        stats.state.$data.setState({ transformations: currentTransformations(question) });
      }
      askAnew(stats.state.$data, currentQueries(question));
    }
  };
  ask();
  whatIf.subscribeToState(ask);

  return new PageScene({
    // Lets the refresh button show that queries run, and cancel them.
    $behaviors: [new behaviors.SceneQueryController()],
    // The model has no time; the range stays in the address for the other pages.
    $timeRange: new SceneTimeRange({ from: 'now-7d', to: 'now' }),
    $variables: new SceneVariableSet({ variables: [dataSourceVariable()] }),
    controls: [
      new VariableValueSelectors({}),
      whatIf,
      // Its icon alone has no name for screen readers.
      new SceneRefreshPicker({ isOnCanvas: true, withText: true }),
    ],
    body: new SceneFlexLayout({
      direction: 'column',
      children: [
        viewItem(CURRENT_REQUIREMENT, stats),
        viewItem({ ...SCALING, size: { width: 24, height: 12 } }, table),
      ],
    }),
  });
}

function askAnew(data: SceneDataProvider | undefined, queries: HeadroomQuery[]) {
  const runner = data instanceof SceneDataTransformer ? data.state.$data : data;
  if (runner instanceof SceneQueryRunner) {
    runner.setState({ queries });
    if (runner.isActive) {
      runner.runQueries();
    }
  }
}
