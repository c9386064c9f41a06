import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { Kpi } from '../shared/explanation/kpi';
import { KpiTile } from './KpiTile';
import type { ScorecardOptions } from './options';
import { TILE_GAP, type TileGrid } from './tileGrid';

/** More tiles than this are not a scorecard that anyone reads, and slow to draw. */
export const MAX_TILES = 60;

interface Props {
  kpis: Kpi[];
  grid: TileGrid;
  options: Pick<ScorecardOptions, 'showSparkline' | 'showBudget' | 'showInterval'>;
  /** Which KPI's explanation is open. */
  explained?: number;
  onExplain?: (index: number, tile: HTMLElement) => void;
}

/** The tiles in their rows, as many as anyone reads. */
export function TileList({ kpis, grid, options, explained, onExplain }: Props) {
  const styles = useStyles2(getStyles);

  return (
    <>
      <ul
        className={styles.tiles}
        style={{ gridTemplateColumns: `repeat(${grid.columns}, minmax(0, 1fr))`, gridAutoRows: grid.rowHeight }}
      >
        {kpis.slice(0, MAX_TILES).map((kpi, index) => (
          <li key={index} className={styles.item}>
            <KpiTile
              kpi={kpi}
              shape={grid.shape}
              showSparkline={options.showSparkline}
              shows={options}
              isExplained={explained === index}
              onExplain={(tile) => onExplain?.(index, tile)}
            />
          </li>
        ))}
      </ul>
      {kpis.length > MAX_TILES && (
        <p className={styles.more}>
          And {kpis.length - MAX_TILES} more. Group the query by fewer labels, or keep fewer services, to see all.
        </p>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  tiles: css({ display: 'grid', gap: TILE_GAP, margin: 0, padding: 0, listStyle: 'none' }),
  item: css({ minWidth: 0 }),
  more: css({ margin: theme.spacing(1, 0, 0), color: theme.colors.text.secondary }),
});
