import { Icon, useStyles2 } from '@grafana/ui';

import type { RowOrder } from './rowOrder';
import type { ScalingColumn } from './scalingModel';
import { getTableStyles } from './tableStyles';

interface Props {
  column: ScalingColumn;
  order: RowOrder;
  onSort: () => void;
}

/** A column's title, which sorts by it. */
export function HeaderCell({ column: { id, title }, order, onSort }: Props) {
  const styles = useStyles2(getTableStyles);
  const direction = order.columnId === id ? order.direction : undefined;

  return (
    <th scope="col" aria-sort={direction ?? 'none'}>
      <button type="button" className={styles.sort} onClick={onSort}>
        {direction && <Icon name={direction === 'ascending' ? 'arrow-up' : 'arrow-down'} size="sm" />}
        <span className={styles.title} dir="auto" title={title}>
          {title}
        </span>
      </button>
    </th>
  );
}
