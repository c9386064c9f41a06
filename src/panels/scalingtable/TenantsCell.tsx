import { Icon, Tooltip, useStyles2 } from '@grafana/ui';

import { exactNumber } from '../shared/numberText';
import { getTableStyles } from './tableStyles';

interface Props {
  tenants: number;
  isExtrapolated?: boolean;
  /** Whether this is how many tenants there are now. */
  isCurrent: boolean;
}

/** The head of a row: its number of tenants, and what is special about it. */
export function TenantsCell({ tenants, isExtrapolated = false, isCurrent }: Props) {
  const styles = useStyles2(getTableStyles);

  return (
    <th scope="row" className={styles.tenants}>
      {isCurrent && <span className={styles.badge}>now</span>}
      {isExtrapolated && (
        <Tooltip content="Extrapolated: beyond the last row that the model is made of.">
          <span className={styles.mark} role="img" aria-label="extrapolated" tabIndex={0}>
            <Icon name={EXTRAPOLATED_ICON} size="sm" />
          </span>
        </Tooltip>
      )}
      {exactNumber(tenants)}
    </th>
  );
}

/** Marks extrapolated rows, here and in the legend. */
export const EXTRAPOLATED_ICON = 'chart-line';
