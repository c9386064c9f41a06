import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { cellOfColumn } from '../layout/columnLayout';
import { columnAt } from '../model/timeColumns';
import { type Box, boxOf, type HeatmapModel } from './heatmapModel';
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
      {box && <div className={styles.name} style={nameStyle(model, box)} />}
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

/** Over the name alone: a tint over cells would change what their colours say. */
const nameStyle = ({ layout }: HeatmapModel, { top, height }: Box) => ({
  top,
  height,
  left: layout.groupWidth - layout.gutterWidth,
  width: layout.labelWidth,
});

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
  name: css({ position: 'absolute', background: theme.colors.action.hover }),
  cell: css({
    position: 'absolute',
    outline: `1px solid ${theme.colors.text.maxContrast}`,
    boxShadow: `0 0 0 2px ${theme.colors.background.primary}`,
  }),
  selection: css({
    position: 'absolute',
    top: 0,
    bottom: 0,
    background: theme.colors.action.selected,
    borderInline: `1px solid ${theme.colors.text.primary}`,
  }),
});
