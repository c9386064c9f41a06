import { Icon, useStyles2 } from '@grafana/ui';

import { getTableStyles } from './tableStyles';
import { EXTRAPOLATED_ICON } from './TenantsCell';

/** What the mark of some rows means. */
export function MarkLegend() {
  const styles = useStyles2(getTableStyles);
  return (
    <span className={styles.legend}>
      <Icon name={EXTRAPOLATED_ICON} size="sm" /> extrapolated
    </span>
  );
}
