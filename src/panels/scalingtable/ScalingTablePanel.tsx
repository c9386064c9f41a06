import type { PanelProps } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useMemo, useState } from 'react';

import { ExportMenu } from '../shared/export/ExportMenu';
import { NothingToDraw } from '../shared/NothingToDraw';
import { csvLines } from './csv';
import { currentTenants } from './currentTenants';
import { MarkLegend } from './MarkLegend';
import { DEFAULT_OPTIONS, type ScalingTableOptions } from './options';
import { BY_TENANTS, inOrder } from './rowOrder';
import { scalingModel } from './scalingModel';
import { ScalingMessage } from './ScalingMessage';
import { ScalingTable } from './ScalingTable';
import { TableToolbar } from './TableToolbar';
import { getTableStyles } from './tableStyles';

/** More rows are slow to draw and no longer read; the export has them all. */
const MAX_ROWS = 500;

export function ScalingTablePanel(props: PanelProps<ScalingTableOptions>) {
  const { data, title, replaceVariables, width } = props;
  const options = { ...DEFAULT_OPTIONS, ...props.options };
  const [order, setOrder] = useState(BY_TENANTS);
  const [isExact, setIsExact] = useState(false);
  const model = useMemo(() => scalingModel(data.series), [data.series]);
  const rows = useMemo(() => inOrder(model.rows, order), [model, order]);
  const styles = useStyles2(getTableStyles);
  if (rows.length === 0 || model.columns.length === 0) {
    return (
      <NothingToDraw data={data}>
        <ScalingMessage model={model} />
      </NothingToDraw>
    );
  }

  const isShown = ({ id, kind }: { id: string; kind: string }) =>
    kind === 'tenants' || !options.columns?.length || options.columns.includes(id);
  const columns = model.columns.filter(isShown);
  const hasExtrapolated = rows.some(({ isExtrapolated }) => isExtrapolated);
  const table = (
    <>
      <ScalingTable
        columns={columns}
        rows={rows.slice(0, MAX_ROWS)}
        order={order}
        onOrderChange={setOrder}
        options={options}
        isExact={isExact}
        currentTenants={currentTenants(options, data.series, replaceVariables) ?? model.currentTenants}
      />
      {rows.length > MAX_ROWS && (
        <p className={styles.note}>
          The first {MAX_ROWS} of {rows.length} rows. The CSV has them all.
        </p>
      )}
    </>
  );
  const exportMenu = (
    <ExportMenu
      panel={props}
      untitled="Scaling table"
      csvLines={() => csvLines(columns, rows)}
      picture={() => (
        <div style={{ minWidth: width }}>
          {table}
          {hasExtrapolated && <MarkLegend />}
        </div>
      )}
    />
  );

  return (
    <div className={styles.panel}>
      <div className={styles.scroll} role="region" aria-label={title || 'Scaling'} tabIndex={0}>
        {table}
      </div>
      {options.showToolbar && (
        <TableToolbar
          hasExtrapolated={hasExtrapolated}
          isExact={isExact}
          onExactChange={setIsExact}
          exportMenu={exportMenu}
        />
      )}
    </div>
  );
}
