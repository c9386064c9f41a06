import { Button, useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

import { MarkLegend } from './MarkLegend';
import { getTableStyles } from './tableStyles';

interface Props {
  hasExtrapolated: boolean;
  isExact: boolean;
  onExactChange: (isExact: boolean) => void;
  exportMenu: ReactNode;
}

/** Below the table: the legend of the marks, every digit on demand, and the export. */
export function TableToolbar({ hasExtrapolated, isExact, onExactChange, exportMenu }: Props) {
  const styles = useStyles2(getTableStyles);

  return (
    <div className={styles.toolbar}>
      {hasExtrapolated && <MarkLegend />}
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
      {exportMenu}
    </div>
  );
}
