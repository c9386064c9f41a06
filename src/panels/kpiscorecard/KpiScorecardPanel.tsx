import { css } from '@emotion/css';
import type { GrafanaTheme2, PanelProps } from '@grafana/data';
import { ScrollContainer, useStyles2 } from '@grafana/ui';
import { useMemo, useState } from 'react';

import { ExportMenu } from '../shared/export/ExportMenu';
import { NothingToDraw } from '../shared/NothingToDraw';
import { csvLines } from './csv';
import { ExplainedKpi } from './ExplainedKpi';
import { kpiAnswer } from './kpiAnswer';
import { inOrder } from './kpiOrder';
import { DEFAULT_OPTIONS, type ScorecardOptions } from './options';
import { ScorecardMessage } from './ScorecardMessage';
import { tileGrid } from './tileGrid';
import { MAX_TILES, TileList } from './TileList';
import { verdict } from './verdict';
import { VERDICT_HEIGHT, VerdictLine } from './VerdictLine';

/** What to call a panel without a title. */
const UNTITLED = 'KPI scorecard';

export function KpiScorecardPanel(props: PanelProps<ScorecardOptions>) {
  const { data, title, width, height } = props;
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

  const summary = options.showVerdict ? verdict(kpis) : undefined;
  const shown = Math.min(kpis.length, MAX_TILES);
  const grid = tileGrid(shown, width, height - (summary ? VERDICT_HEIGHT : 0), options.columns);
  const explainedKpi = explained && kpis[explained.index];
  const onClose = () => {
    setExplained(undefined);
    explained?.tile.focus();
  };
  const exportMenu = (
    <ExportMenu
      panel={props}
      untitled={UNTITLED}
      csvLines={() => csvLines(kpis)}
      picture={() => (
        <div style={{ width }}>
          {summary && <VerdictLine verdict={summary} />}
          <TileList kpis={kpis} grid={grid} options={options} />
        </div>
      )}
    />
  );

  return (
    <ScrollContainer>
      {/* Grafana names the panel by its title, and one without a title not at all. */}
      <div className={styles.panel} {...(!title && { role: 'region', 'aria-label': UNTITLED })}>
        {summary && <VerdictLine verdict={summary}>{exportMenu}</VerdictLine>}
        <TileList
          kpis={kpis}
          grid={grid}
          options={options}
          explained={explained?.index}
          onExplain={(index, tile) => setExplained({ index, tile })}
        />
        {!summary && <div className={styles.corner}>{exportMenu}</div>}
      </div>
      {explainedKpi && <ExplainedKpi kpi={explainedKpi} panel={props} onClose={onClose} />}
    </ScrollContainer>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  panel: css({ position: 'relative' }),
  // Without a line of its own, the button lies over the last tile of the first row while someone is there.
  corner: css({
    position: 'absolute',
    top: theme.spacing(0.5),
    right: theme.spacing(0.5),
    padding: theme.spacing(0.25),
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.elevated,
    '@media (hover: hover)': { '*:not(:hover) > &:not(:focus-within, :has([aria-expanded=true]))': { opacity: 0 } },
  }),
});
