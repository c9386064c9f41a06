import { css } from '@emotion/css';
import type { GrafanaTheme2, PanelProps } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import { useState } from 'react';

import { ExportMenu } from '../../shared/export/ExportMenu';
import { PanelMessage } from '../../shared/PanelMessage';
import { csvLines } from '../csv';
import { measureText } from '../facts/measureText';
import { HEADER_HEIGHT } from '../layout/panelLayout';
import type { HeatmapGrid } from '../model/grid';
import type { HeatmapOptions } from '../options';
import { isByPosition } from '../scale/scaleFor';
import { HeatmapBody } from './HeatmapBody';
import { HeatmapPicture } from './HeatmapPicture';
import { Legend } from './Legend';
import { SummaryTable } from './SummaryTable';
import { TimeHeader } from './TimeHeader';
import { useHeatmapModel } from './useHeatmapModel';
import { usePixelRatio } from './usePixelRatio';

interface Props {
  grid: HeatmapGrid;
  options: HeatmapOptions;
  panel: PanelProps;
}

/** With more rows than this, finding one by eye takes long enough to offer a filter. */
const ROWS_WORTH_FILTERING = 20;

export function HeatmapView({ grid, options, panel }: Props) {
  const { width, height, timeZone, eventBus, onChangeTimeRange } = panel;
  const styles = useStyles2(getStyles);
  const pixelRatio = usePixelRatio();
  const [quickFilter, setQuickFilter] = useState('');
  const filters = [options.filter, quickFilter];
  const model = useHeatmapModel({ grid, options, filters, width, height, pixelRatio });
  const { layout, scale } = model;
  const shown = layout.rows.rows.length;
  const legendTitle = titleOfLegend(grid, options);

  return (
    <div className={styles.panel} style={{ width, height }}>
      <div className={styles.header}>
        <div className={styles.corner} style={{ width: layout.gutterWidth }}>
          {grid.rows.length > ROWS_WORTH_FILTERING || quickFilter ? (
            <input
              className={styles.filter}
              type="search"
              value={quickFilter}
              placeholder="Filter rows"
              aria-label="Filter rows"
              onChange={(event) => setQuickFilter(event.currentTarget.value)}
            />
          ) : null}
          <ExportMenu
            panel={panel}
            untitled="Traffic heatmap"
            csvLines={() => csvLines(grid, layout.rows.rows)}
            picture={() => (
              <HeatmapPicture
                grid={grid}
                options={options}
                filters={filters}
                legendTitle={legendTitle}
                timeZone={timeZone}
                width={width}
                rowHeight={layout.rows.rowHeight}
              />
            )}
          />
        </div>
        <TimeHeader columns={grid.columns} width={layout.plotWidth} timeZone={timeZone} />
      </div>
      {shown > 0 ? (
        <HeatmapBody
          model={model}
          timeZone={timeZone}
          eventBus={eventBus}
          onChangeTimeRange={onChangeTimeRange}
          pixelRatio={pixelRatio}
        />
      ) : (
        <div style={{ height: layout.bodyHeight }}>
          <NothingShown options={options} quickFilter={quickFilter} onClear={() => setQuickFilter('')} />
        </div>
      )}
      {options.showLegend && <Legend items={scale.legend} title={legendTitle} width={width} />}
      {shown > 0 && <SummaryTable model={model} />}
    </div>
  );
}

interface NothingShownProps extends Pick<Props, 'options'> {
  quickFilter: string;
  onClear: () => void;
}

function NothingShown({ options, quickFilter, onClear }: NothingShownProps) {
  if (quickFilter) {
    return (
      <PanelMessage title={`No row matches “${quickFilter}”`}>
        <Button size="sm" variant="secondary" onClick={onClear}>
          Show all rows
        </Button>
      </PanelMessage>
    );
  }
  if (options.show === 'all') {
    return <PanelMessage title="No row matches the filter">Change the panel option Filter, or empty it.</PanelMessage>;
  }
  const title =
    options.show === 'outside' ? 'Every row is within its expected range' : 'Every bucket of every row is known';
  return <PanelMessage title={title}>To see such rows as well, set the panel option Show to All rows.</PanelMessage>;
}

function titleOfLegend(grid: HeatmapGrid, options: HeatmapOptions): string {
  const measures = [...new Set(grid.rows.map(({ measure }) => measure))];
  const [measure = ''] = measures;
  const name = measures.length === 1 ? measureText(measure) : 'Value';
  return isByPosition(grid, options) ? `${name} against the expected range` : name;
}

const getStyles = (theme: GrafanaTheme2) => ({
  panel: css({ position: 'relative', display: 'flex', flexDirection: 'column', overflow: 'hidden' }),
  header: css({ display: 'flex', flex: 'none', height: HEADER_HEIGHT }),
  corner: css({
    display: 'flex',
    flex: 'none',
    alignItems: 'center',
    gap: theme.spacing(1),
    paddingInline: theme.spacing(0.25, 1),
  }),
  filter: css({
    flex: 1,
    minWidth: 0,
    height: HEADER_HEIGHT - 2,
    padding: theme.spacing(0, 0.75),
    background: theme.components.input.background,
    color: theme.components.input.text,
    border: `1px solid ${theme.components.input.borderColor}`,
    borderRadius: theme.shape.radius.default,
    fontSize: 11,
    '&::placeholder': { color: theme.colors.text.secondary, opacity: 1 },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.border}`, outlineOffset: -1 },
  }),
});
