import { cx } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import { Fragment } from 'react';

import { AmountCell } from './AmountCell';
import { HeaderCell } from './HeaderCell';
import type { ScalingTableOptions } from './options';
import { nextOrder, type RowOrder } from './rowOrder';
import { type ScalingColumn, type ScalingRow, TENANTS_COLUMN } from './scalingModel';
import { getTableStyles } from './tableStyles';
import { TenantsCell } from './TenantsCell';

interface Props {
  columns: ScalingColumn[];
  /** In the order to show them in. */
  rows: ScalingRow[];
  order: RowOrder;
  onOrderChange: (order: RowOrder) => void;
  options: ScalingTableOptions;
  isExact: boolean;
  currentTenants?: number;
}

/** The table alone: a row for each number of tenants, a column for each quantity. */
export function ScalingTable({ columns, rows, order, onOrderChange, options, isExact, currentTenants }: Props) {
  const styles = useStyles2(getTableStyles);
  const [, ...amounts] = columns;
  const placeOfCurrent = missingPlace(rows, order, currentTenants);

  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {columns.map((column) => (
            <HeaderCell
              key={column.id}
              column={column}
              order={order}
              onSort={() => onOrderChange(nextOrder(order, column.id))}
            />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <Fragment key={row.tenants}>
            {index === placeOfCurrent && <CurrentRow tenants={currentTenants} span={amounts.length} />}
            <tr
              className={cx(
                row.isExtrapolated && styles.extrapolated,
                row.tenants === currentTenants && styles.current
              )}
              aria-current={row.tenants === currentTenants || undefined}
            >
              <TenantsCell
                tenants={row.tenants}
                isExtrapolated={row.isExtrapolated}
                isCurrent={row.tenants === currentTenants}
              />
              {amounts.map((column) => (
                <AmountCell key={column.id} row={row} column={column} options={options} isExact={isExact} />
              ))}
            </tr>
          </Fragment>
        ))}
        {placeOfCurrent === rows.length && <CurrentRow tenants={currentTenants} span={amounts.length} />}
      </tbody>
    </table>
  );
}

/** The present number of tenants in its place, where the data has no row for it. */
function CurrentRow({ tenants = 0, span }: { tenants?: number; span: number }) {
  const styles = useStyles2(getTableStyles);
  return (
    <tr className={styles.current} aria-current>
      <TenantsCell tenants={tenants} isCurrent />
      <td colSpan={span} className={styles.unknown}>
        Add {tenants} to the tenants of the queries to see this row.
      </td>
    </tr>
  );
}

/** Before which row the present number belongs; -1 when it has a row, is not known, or rows are not by tenants. */
function missingPlace(rows: ScalingRow[], order: RowOrder, current: number | undefined): number {
  if (
    current === undefined ||
    order.columnId !== TENANTS_COLUMN.id ||
    rows.some(({ tenants }) => tenants === current)
  ) {
    return -1;
  }
  const isAfter = ({ tenants }: ScalingRow) =>
    order.direction === 'ascending' ? tenants > current : tenants < current;
  const place = rows.findIndex(isAfter);
  return place < 0 ? rows.length : place;
}
