import { css } from '@emotion/css';
import type { GrafanaTheme2, PanelProps, QueryResultMetaNotice } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import { useMemo, useState } from 'react';

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
import { getCornerStyles } from './cornerStyles';
import { Legend } from './Legend';
import { type RowSorting, RowSort } from './RowSort';
import { SummaryTable } from './SummaryTable';
import { TimeHeader } from './TimeHeader';
import { useHeatmapModel } from './useHeatmapModel';
import { usePixelRatio } from './usePixelRatio';

interface Props {
  grid: HeatmapGrid;
  options: HeatmapOptions;
  panel: PanelProps;
}

/** More reasons than this would cover the cells. */
const MAX_REASONS = 3;

/** With more rows than this, finding one by eye takes long enough to offer a filter. */
const ROWS_WORTH_FILTERING = 20;

export function HeatmapView({ grid, options: saved, panel }: Props) {
  const { width, height, timeZone, eventBus, onChangeTimeRange } = panel;
  const styles = useStyles2(getStyles);
  const corner = useStyles2(getCornerStyles);
  const pixelRatio = usePixelRatio();
  const [quickFilter, setQuickFilter] = useState('');
  const [sorting, setSorting] = useState<RowSorting>();
  const options = useMemo(() => ({ ...saved, ...sorting }), [saved, sorting]);
  const filters = [options.filter, quickFilter];
  const model = useHeatmapModel({ grid, options, filters, width, height, pixelRatio });
  const { layout, scale } = model;
  const shown = layout.rows.rows.length;
  const legendTitle = titleOfLegend(grid, options);

  return (
    <div className={styles.panel} style={{ width, height }}>
      <div className={styles.header}>
        <div className={corner.corner} style={{ width: layout.gutterWidth }}>
          {grid.rows.length > ROWS_WORTH_FILTERING || quickFilter ? (
            <input
              className={corner.input}
              type="search"
              value={quickFilter}
              placeholder="Filter rows"
              aria-label="Filter rows"
              onChange={(event) => setQuickFilter(event.currentTarget.value)}
            />
          ) : null}
          {grid.rows.length > 1 && <RowSort sortBy={options.sortBy} onChange={setSorting} />}
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
      {shown > 0 && grid.stats.known.every((count) => count === 0) && (
        <div
          className={styles.unmeasured}
          style={{ top: HEADER_HEIGHT, left: layout.gutterWidth, width: layout.plotWidth, height: layout.bodyHeight }}
        >
          <NothingMeasured notices={panel.data.series.flatMap(({ meta }) => meta?.notices ?? [])} />
        </div>
      )}
      {options.showLegend && <Legend items={scale.legend} title={legendTitle} width={width} />}
      {shown > 0 && <SummaryTable model={model} />}
    </div>
  );
}

/** Says over the empty cells why they are: as the data source does, else what to try. */
function NothingMeasured({ notices }: { notices: QueryResultMetaNotice[] }) {
  const reasons = [...new Set(notices.map(({ text }) => text))].slice(0, MAX_REASONS);
  return (
    <PanelMessage title="Nothing was measured in this time range">
      {reasons.length > 0 ? sentence(reasons.join('; ')) : 'Choose a longer time range, or check the query’s filters.'}
    </PanelMessage>
  );
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

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
  unmeasured: css({
    position: 'absolute',
    display: 'flex',
    justifyContent: 'center',
    alignItems: 'center',
    padding: theme.spacing(1),
    pointerEvents: 'none',
    // Before the message's own style, which fills a panel.
    '&& > *': {
      height: 'auto',
      maxHeight: '100%',
      padding: theme.spacing(1, 2),
      background: theme.colors.background.elevated,
      border: `1px solid ${theme.colors.border.weak}`,
      borderRadius: theme.shape.radius.default,
    },
  }),
});
