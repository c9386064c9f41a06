import { Tooltip, useStyles2 } from '@grafana/ui';

import { cellText } from './cellText';
import { HoverText } from './HoverText';
import type { ScalingTableOptions } from './options';
import type { ScalingColumn, ScalingRow } from './scalingModel';
import { getTableStyles } from './tableStyles';

interface Props {
  row: ScalingRow;
  column: ScalingColumn;
  options: ScalingTableOptions;
  /** Whether to show every digit, for those who do not hover. */
  isExact: boolean;
}

/** One amount or range; one that the model does not reach says so, with the reason. */
export function AmountCell({ row, column, options, isExact }: Props) {
  const styles = useStyles2(getTableStyles);
  const cell = row.cells.get(column.id);
  const text = cell && cellText(cell, column, options);
  if (text) {
    const { short, exact } = text;
    return <td>{isExact || short === exact ? exact : <HoverText text={short} detail={exact} />}</td>;
  }
  if (cell && row.isExtrapolated && column.kind === 'amount') {
    return (
      <td className={styles.unknown}>
        <Tooltip content={column.unknownReason ?? 'The model does not reach this many tenants.'}>
          <span className={styles.hover} tabIndex={0}>
            beyond model
          </span>
        </Tooltip>
      </td>
    );
  }
  return <td className={styles.unknown}>unknown</td>;
}
