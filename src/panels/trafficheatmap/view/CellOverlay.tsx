import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { cellOfColumn } from '../layout/columnLayout';
import { columnAt } from '../model/timeColumns';
import { boxOf, type HeatmapModel } from './heatmapModel';
import type { Interaction } from './interaction';
import type { Place } from './keyboard';

interface Props {
  model: HeatmapModel;
  place?: Place;
  selection: Interaction['selection'];
  /** The time that another panel points at. */
  sharedTime?: number;
}

/** What lies over the cells while someone points at them, so that nothing of them is painted again. */
export function CellOverlay({ model, place, selection, sharedTime }: Props) {
  const styles = useStyles2(getStyles);
  const { layout, columns, grid } = model;
  const sharedColumn = place || sharedTime === undefined ? -1 : columnAt(grid.columns, sharedTime);
  const sharedCell = sharedColumn < 0 ? undefined : cellOfColumn(columns, sharedColumn);
  const cell = place?.cell ?? sharedCell;
  const box = place && boxOf(model, place);

  return (
    <div className={styles.overlay} style={{ left: layout.gutterWidth, width: columns.width }} aria-hidden="true">
      {cell !== undefined && <div className={styles.column} style={columnStyle(model, cell)} />}
      {box && <div className={styles.row} style={{ top: box.top, height: box.height, left: -layout.gutterWidth }} />}
      {box && <div className={styles.cell} style={box} />}
      {selection && (
        <div
          className={styles.selection}
          style={{ left: Math.min(selection.from, selection.to), width: Math.abs(selection.to - selection.from) }}
        />
      )}
    </div>
  );
}

function columnStyle({ columns }: HeatmapModel, cell: number) {
  const left = columns.edges[cell] ?? 0;
  return { left, width: (columns.edges[cell + 1] ?? left) - left };
}

const getStyles = (theme: GrafanaTheme2) => ({
  overlay: css({ position: 'absolute', top: 0, height: '100%', pointerEvents: 'none' }),
  column: css({
    position: 'absolute',
    top: 0,
    bottom: 0,
    borderInline: `1px dashed ${theme.colors.text.secondary}`,
  }),
  row: css({ position: 'absolute', right: 0, background: theme.colors.action.hover }),
  cell: css({
    position: 'absolute',
    outline: `2px solid ${theme.colors.text.maxContrast}`,
    boxShadow: `0 0 0 3px ${theme.colors.background.primary}`,
  }),
  selection: css({
    position: 'absolute',
    top: 0,
    bottom: 0,
    background: theme.colors.action.selected,
    borderInline: `1px solid ${theme.colors.text.primary}`,
  }),
});
