import { getFieldDisplayValues, PanelPlugin, type PanelProps, type ReduceDataOptions } from '@grafana/data';
import { config } from '@grafana/runtime';
import { BigValue, BigValueColorMode, BigValueGraphMode, BigValueTextMode } from '@grafana/ui';

import { StandIn } from './StandIn';

interface Options {
  reduceOptions?: Partial<ReduceDataOptions>;
  colorMode?: BigValueColorMode;
  graphMode?: BigValueGraphMode;
  textMode?: BigValueTextMode;
}

function StatPanel({ data, options, fieldConfig, replaceVariables, timeZone, width, height }: PanelProps<Options>) {
  const values = getFieldDisplayValues({
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
      <div style={{ display: 'flex' }}>
        {values.map(({ display, sparkline }, index) => (
          <BigValue
            key={index}
            value={display}
            sparkline={sparkline}
            count={values.length}
            theme={config.theme2}
            width={width / values.length}
            height={height}
            colorMode={options.colorMode ?? BigValueColorMode.Value}
            graphMode={options.graphMode ?? BigValueGraphMode.Area}
            textMode={options.textMode ?? BigValueTextMode.Auto}
          />
        ))}
      </div>
    </StandIn>
  );
}

export const statPanel = new PanelPlugin<Options>(StatPanel).useFieldConfig();
