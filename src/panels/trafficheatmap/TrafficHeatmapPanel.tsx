import type { PanelProps } from '@grafana/data';
import { useMemo } from 'react';

import { HeatmapMessage } from './HeatmapMessage';
import { heatmapGrid } from './model/grid';
import { DEFAULT_OPTIONS, type HeatmapOptions } from './options';
import { HeatmapView } from './view/HeatmapView';

export function TrafficHeatmapPanel(props: PanelProps<HeatmapOptions>) {
  const { data, timeRange, replaceVariables, onChangeTimeRange } = props;
  // Dashboards keep the options they were saved with, which may know less than this version.
  const savedOptions: Partial<HeatmapOptions> = props.options;
  const filter = replaceVariables(savedOptions.filter ?? '');
  const options = useMemo(() => ({ ...DEFAULT_OPTIONS, ...savedOptions, filter }), [savedOptions, filter]);
  const from = timeRange.from.valueOf();
  const to = timeRange.to.valueOf();
  const { groupBy, tierLabel, stamp } = options;
  const answer = useMemo(
    () => heatmapGrid(data.series, { from, to }, { groupBy, tierLabel, stamp }),
    [data.series, from, to, groupBy, tierLabel, stamp]
  );
  if (answer.kind !== 'grid') {
    return <HeatmapMessage data={data} answer={answer} onChangeTimeRange={onChangeTimeRange} />;
  }
  return <HeatmapView grid={answer.grid} options={options} panel={props} />;
}
