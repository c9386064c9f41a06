import { css } from '@emotion/css';
import type { GrafanaTheme2, PanelProps } from '@grafana/data';
import { ScrollContainer, useStyles2 } from '@grafana/ui';
import { useMemo, useState } from 'react';

import { NothingToDraw } from '../shared/NothingToDraw';
import { ExplainedKpi } from './ExplainedKpi';
import { kpiAnswer } from './kpiAnswer';
import { inOrder } from './kpiOrder';
import { KpiTile } from './KpiTile';
import { DEFAULT_OPTIONS, type ScorecardOptions } from './options';
import { ScorecardMessage } from './ScorecardMessage';
import { TILE_GAP, tileGrid } from './tileGrid';
import { verdict } from './verdict';
import { VERDICT_HEIGHT, VerdictLine } from './VerdictLine';

/** More tiles than this are not a scorecard that anyone reads, and slow to draw. */
const MAX_TILES = 60;

export function KpiScorecardPanel(props: PanelProps<ScorecardOptions>) {
  const { data, width, height } = props;
  const options = { ...DEFAULT_OPTIONS, ...props.options };
  const [explained, setExplained] = useState<{ index: number; tile: HTMLElement }>();
  const answer = useMemo(() => kpiAnswer(data.series), [data.series]);
  const kpis = useMemo(() => inOrder(answer.kpis, options.order), [answer, options.order]);
  const styles = useStyles2(getStyles);
  if (kpis.length === 0) {
    return (
      <NothingToDraw data={data}>
        <ScorecardMessage otherFrames={answer.otherFrames} />
      </NothingToDraw>
    );
  }

  const shown = kpis.slice(0, MAX_TILES);
  const summary = options.showVerdict ? verdict(kpis) : undefined;
  const grid = tileGrid(shown.length, width, height - (summary ? VERDICT_HEIGHT : 0), options.columns);
  const explainedKpi = explained && shown[explained.index];
  const onClose = () => {
    setExplained(undefined);
    explained?.tile.focus();
  };

  return (
    <ScrollContainer>
      {summary && <VerdictLine verdict={summary} />}
      <ul
        className={styles.tiles}
        style={{ gridTemplateColumns: `repeat(${grid.columns}, minmax(0, 1fr))`, gridAutoRows: grid.rowHeight }}
      >
        {shown.map((kpi, index) => (
          <li key={index} className={styles.item}>
            <KpiTile
              kpi={kpi}
              shape={grid.shape}
              showSparkline={options.showSparkline}
              showBudget={options.showBudget}
              isExplained={explained?.index === index}
              onExplain={(tile) => setExplained({ index, tile })}
            />
          </li>
        ))}
      </ul>
      {kpis.length > shown.length && (
        <p className={styles.more}>
          And {kpis.length - shown.length} more. Group the query by fewer labels, or keep fewer services, to see all.
        </p>
      )}
      {explainedKpi && <ExplainedKpi kpi={explainedKpi} panel={props} onClose={onClose} />}
    </ScrollContainer>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  tiles: css({ display: 'grid', gap: TILE_GAP, margin: 0, padding: 0, listStyle: 'none' }),
  item: css({ minWidth: 0 }),
  more: css({ margin: theme.spacing(1, 0, 0), color: theme.colors.text.secondary }),
});
