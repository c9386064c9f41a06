import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import { useStyles2 } from '@grafana/ui';

import { pictureScale } from '../../shared/export/pictureScale';
import { HEADER_HEIGHT } from '../layout/panelLayout';
import { rowsBetween } from '../layout/rowLayout';
import type { HeatmapGrid } from '../model/grid';
import type { HeatmapOptions } from '../options';
import { CellCanvas } from './CellCanvas';
import { Legend } from './Legend';
import { RowLabels } from './RowLabels';
import { TimeHeader } from './TimeHeader';
import { useHeatmapModel } from './useHeatmapModel';

interface Props {
  grid: HeatmapGrid;
  options: HeatmapOptions;
  filters: string[];
  legendTitle: string;
  timeZone: TimeZone;
  width: number;
  /** Of a row on the screen, in pixels. */
  rowHeight: number;
}

/** Rows beyond this many pixels would make the others illegible, or the picture too large for the browser. */
const MAX_BODY_HEIGHT = 16_000;

/** The whole heatmap as on the screen, rows that are scrolled out of sight included. */
export function HeatmapPicture({ grid, options, filters, legendTitle, timeZone, width, rowHeight }: Props) {
  const styles = useStyles2(getStyles);
  const pixelRatio = pictureScale(width, MAX_BODY_HEIGHT);
  const unlimited = { ...options, rowHeight };
  const model = useHeatmapModel({ grid, options: unlimited, filters, width, height: Infinity, pixelRatio });
  const { layout, scale } = model;
  const window = rowsBetween(layout.rows, 0, Math.min(layout.rows.height, MAX_BODY_HEIGHT - rowHeight));
  const height = (layout.rows.tops[window.end - 1] ?? 0) + rowHeight;
  const count = layout.rows.rows.length;

  return (
    <div style={{ width }}>
      <div style={{ height: HEADER_HEIGHT, marginLeft: layout.gutterWidth }}>
        <TimeHeader columns={grid.columns} width={layout.plotWidth} timeZone={timeZone} />
      </div>
      <div className={styles.body} style={{ height }}>
        <CellCanvas model={model} window={window} top={0} height={height} pixelRatio={pixelRatio} />
        <RowLabels model={model} window={window} />
      </div>
      {window.end < count && (
        <p className={styles.note}>
          The first {window.end} of {count} rows. The CSV has them all.
        </p>
      )}
      <Legend items={scale.legend} title={legendTitle} width={width} />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  body: css({ position: 'relative', overflow: 'hidden' }),
  note: css({ margin: theme.spacing(1, 0, 0), color: theme.colors.text.secondary }),
});
