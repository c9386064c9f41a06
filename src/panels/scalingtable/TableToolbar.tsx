import { Button, Icon, useStyles2 } from '@grafana/ui';

import { getTableStyles } from './tableStyles';
import { EXTRAPOLATED_ICON } from './TenantsCell';

interface Props {
  hasExtrapolated: boolean;
  isExact: boolean;
  onExactChange: (isExact: boolean) => void;
  onExport: () => void;
}

/** The legend of the marks, every digit on demand, and the export. */
export function TableToolbar({ hasExtrapolated, isExact, onExactChange, onExport }: Props) {
  const styles = useStyles2(getTableStyles);

  return (
    <div className={styles.toolbar}>
      {hasExtrapolated && (
        <span className={styles.legend}>
          <Icon name={EXTRAPOLATED_ICON} size="sm" /> extrapolated
        </span>
      )}
      <Button
        size="sm"
        variant="secondary"
        fill="text"
        aria-pressed={isExact}
        icon={isExact ? 'check-square' : 'square-shape'}
        onClick={() => onExactChange(!isExact)}
      >
        Exact numbers
      </Button>
      <Button size="sm" variant="secondary" fill="text" icon="download-alt" onClick={onExport}>
        CSV
      </Button>
    </div>
  );
}
