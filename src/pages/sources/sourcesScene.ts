import {
  behaviors,
  SceneFlexItem,
  SceneFlexLayout,
  SceneRefreshPicker,
  SceneTimeRange,
  SceneVariableSet,
  VariableValueSelectors,
} from '@grafana/scenes';

import { SIGNAL_COVERAGE } from '../../views/signalCoverage';
import { viewItem } from '../scene/layout';
import { PageScene } from '../scene/PageScene';
import { dataSourceVariable } from '../scene/variables';
import { SignalMappings } from './SignalMappings';

/** What the numbers rest on: how much of each signal was seen, and what stands for it upstream. */
export function sourcesScene(): PageScene {
  return new PageScene({
    // Lets the refresh button show that queries run, and cancel them.
    $behaviors: [new behaviors.SceneQueryController()],
    // Coverage has the profile's window; the range stays in the address for the other pages.
    $timeRange: new SceneTimeRange({ from: 'now-7d', to: 'now' }),
    $variables: new SceneVariableSet({ variables: [dataSourceVariable()] }),
    controls: [
      new VariableValueSelectors({}),
      // Its icon alone has no name for screen readers.
      new SceneRefreshPicker({ isOnCanvas: true, withText: true }),
    ],
    body: new SceneFlexLayout({
      direction: 'column',
      children: [viewItem(SIGNAL_COVERAGE), new SceneFlexItem({ ySizing: 'content', body: new SignalMappings({}) })],
    }),
  });
}
