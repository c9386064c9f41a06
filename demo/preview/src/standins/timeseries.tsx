import { type DataFrame, FieldType, PanelPlugin, type PanelProps, type TimeRange } from '@grafana/data';
import { LegendDisplayMode, type VizLegendOptions } from '@grafana/schema';
import { TimeSeries } from '@grafana/ui';

import { EventMarks } from './EventMarks';
import { StandIn } from './StandIn';

interface Options {
  legend?: Partial<VizLegendOptions>;
}

const LEGEND: VizLegendOptions = {
  displayMode: LegendDisplayMode.List,
  placement: 'bottom',
  showLegend: true,
  calcs: [],
};

/** The frames that a time series can be drawn from. */
export function drawable(frames: DataFrame[]): DataFrame[] {
  return frames.filter(
    ({ fields, length }) =>
      length > 0 &&
      fields.some(({ type }) => type === FieldType.time) &&
      fields.some(({ type }) => type === FieldType.number)
  );
}

interface ChartProps {
  frames: DataFrame[];
  timeRange: TimeRange;
  timeZone: string;
  width: number;
  height: number;
  legend?: Partial<VizLegendOptions>;
  annotations?: DataFrame[];
}

export function TimeSeriesChart({ legend, annotations = [], ...props }: ChartProps) {
  return (
    <TimeSeries {...props} legend={{ ...LEGEND, ...legend }}>
      {(config) => <EventMarks config={config} annotations={annotations} />}
    </TimeSeries>
  );
}

function TimeSeriesPanel({ data, options, width, height, timeRange, timeZone }: PanelProps<Options>) {
  const frames = drawable(data.series);
  return (
    <StandIn panel="time series" width={width} height={height}>
      {(left) =>
        frames.length > 0 ? (
          <TimeSeriesChart
            {...{ frames, timeRange, timeZone, width }}
            height={left}
            legend={options.legend}
            annotations={data.annotations}
          />
        ) : (
          'No data'
        )
      }
    </StandIn>
  );
}

export const timeSeriesPanel = new PanelPlugin<Options>(TimeSeriesPanel).useFieldConfig({
  useCustomConfig: (builder) =>
    builder
      .addTextInput({ path: 'drawStyle', name: 'Style', defaultValue: 'line' })
      .addNumberInput({ path: 'lineWidth', name: 'Line width', defaultValue: 1 })
      .addNumberInput({ path: 'fillOpacity', name: 'Fill opacity', defaultValue: 0 })
      .addTextInput({ path: 'fillBelowTo', name: 'Fill below to' })
      .addNumberInput({ path: 'barAlignment', name: 'Bar alignment', defaultValue: 0 })
      .addNumberInput({ path: 'pointSize', name: 'Point size', defaultValue: 5 })
      .addTextInput({ path: 'showPoints', name: 'Show points', defaultValue: 'auto' })
      .addTextInput({ path: 'axisLabel', name: 'Axis label' })
      .addTextInput({ path: 'axisPlacement', name: 'Axis placement', defaultValue: 'auto' })
      .addCustomEditor({
        id: 'hideFrom',
        path: 'hideFrom',
        name: 'Hide in',
        editor: () => null,
        override: () => null,
        process: (value) => value,
        shouldApply: () => true,
      }),
});
// Scenes withholds annotations from a panel that does not say that it draws them.
timeSeriesPanel.setDataSupport({ annotations: true });
