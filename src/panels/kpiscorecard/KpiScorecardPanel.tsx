import { css } from '@emotion/css';
import type { GrafanaTheme2, PanelProps } from '@grafana/data';
import { PanelDataErrorView } from '@grafana/runtime';
import { ScrollContainer, useStyles2 } from '@grafana/ui';

import { kpiTiles } from './kpiTiles';

export function KpiScorecardPanel({ id, data, fieldConfig }: PanelProps) {
  const styles = useStyles2(getStyles);
  const tiles = kpiTiles(data.series);
  if (tiles.length === 0) {
    return <PanelDataErrorView panelId={id} data={data} fieldConfig={fieldConfig} needsStringField needsNumberField />;
  }

  return (
    <ScrollContainer>
      <dl className={styles.tiles}>
        {tiles.map(({ kpi, value }, index) => (
          <div key={index}>
            <dt>{kpi}</dt>
            <dd>{value ?? 'insufficient data'}</dd>
          </div>
        ))}
      </dl>
    </ScrollContainer>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  tiles: css({
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: `repeat(auto-fill, minmax(${theme.spacing(20)}, 1fr))`,
  }),
});
