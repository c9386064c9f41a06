import {
  getFieldDisplayValues,
  PanelPlugin,
  type PanelProps,
  type ReduceDataOptions,
  VizOrientation,
} from '@grafana/data';
import { config } from '@grafana/runtime';
import { type VizTextDisplayOptions } from '@grafana/schema';
import { BigValue, BigValueColorMode, BigValueGraphMode, BigValueTextMode, VizRepeater } from '@grafana/ui';

import { StandIn } from './StandIn';

interface Options {
  reduceOptions?: Partial<ReduceDataOptions>;
  colorMode?: BigValueColorMode;
  graphMode?: BigValueGraphMode;
  textMode?: BigValueTextMode;
  orientation?: VizOrientation;
  text?: VizTextDisplayOptions;
}

function StatPanel({
  data,
  options,
  fieldConfig,
  replaceVariables,
  timeZone,
  width,
  height,
  renderCounter,
}: PanelProps<Options>) {
  const getValues = () =>
    getFieldDisplayValues({
      data: data.series,
      fieldConfig,
      reduceOptions: { calcs: ['lastNotNull'], values: false, ...options.reduceOptions },
      replaceVariables,
      theme: config.theme2,
      timeZone,
      sparkline: options.graphMode !== BigValueGraphMode.None,
    });
  return (
    <StandIn panel="stat" width={width} height={height}>
      {(left) => (
        <VizRepeater
          autoGrid
          orientation={options.orientation ?? VizOrientation.Auto}
          source={data}
          renderCounter={renderCounter}
          getValues={getValues}
          width={width}
          height={left}
          renderValue={({ value: { display, sparkline }, count, ...size }) => (
            <BigValue
              value={display}
              sparkline={sparkline}
              count={count}
              theme={config.theme2}
              width={size.width}
              height={size.height}
              colorMode={options.colorMode ?? BigValueColorMode.Value}
              graphMode={options.graphMode ?? BigValueGraphMode.Area}
              text={options.text}
              textMode={options.textMode ?? BigValueTextMode.Auto}
            />
          )}
        />
      )}
    </StandIn>
  );
}

export const statPanel = new PanelPlugin<Options>(StatPanel).useFieldConfig();
