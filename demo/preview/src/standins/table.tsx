import { PanelPlugin, type PanelProps } from '@grafana/data';
import { Table } from '@grafana/ui';

import { StandIn } from './StandIn';

function TablePanel({ data, width, height }: PanelProps) {
  const frame = data.series[0];
  return (
    <StandIn panel="table" width={width} height={height}>
      {(left) => (frame && frame.length > 0 ? <Table data={frame} width={width} height={left} /> : 'No data')}
    </StandIn>
  );
}

export const tablePanel = new PanelPlugin(TablePanel).useFieldConfig();
