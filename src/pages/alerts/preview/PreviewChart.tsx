import { css } from '@emotion/css';
import { type DataFrame, FieldColorModeId, LoadingState, type TimeRange } from '@grafana/data';
import { SceneDataNode, SceneTimeRange, VizPanel } from '@grafana/scenes';
import { useEffect, useState } from 'react';

import { PLAIN_FIELDS } from '../../../views/PanelView';
import { LINES, TIME_SERIES_OPTIONS } from '../../../views/timeSeriesLook';

interface Props {
  title: string;
  frames: DataFrame[];
  range: TimeRange;
  isLoading: boolean;
}

/** Pixels; the legend of a few series included. */
const HEIGHT = 320;

/** Grafana's time series panel over frames that are at hand. */
export function PreviewChart({ title, frames, range, isLoading }: Props) {
  const [{ panel, data, time }] = useState(() => makePanel(title));
  useEffect(() => {
    time.setState({ from: range.from.toISOString(), to: range.to.toISOString(), value: range });
    data.setState({
      data: { state: isLoading ? LoadingState.Loading : LoadingState.Done, series: frames, timeRange: range },
    });
  }, [data, time, frames, range, isLoading]);

  return (
    <div className={styles.chart}>
      <panel.Component model={panel} />
    </div>
  );
}

function makePanel(title: string) {
  const data = new SceneDataNode();
  const time = new SceneTimeRange();
  const panel = new VizPanel({
    title,
    pluginId: 'timeseries',
    options: TIME_SERIES_OPTIONS,
    fieldConfig: { ...PLAIN_FIELDS, defaults: { color: { mode: FieldColorModeId.PaletteClassic }, custom: LINES } },
    $data: data,
    $timeRange: time,
  });
  return { panel, data, time };
}

const styles = { chart: css({ display: 'flex', height: HEIGHT }) };
