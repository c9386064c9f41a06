import type { AbsoluteTimeRange, PanelData } from '@grafana/data';
import { Button } from '@grafana/ui';

import { NothingToDraw } from '../shared/NothingToDraw';
import { PanelMessage } from '../shared/PanelMessage';
import type { GridAnswer } from './model/grid';

interface Props {
  data: PanelData;
  answer: Exclude<GridAnswer, { kind: 'grid' }>;
  onChangeTimeRange: (range: AbsoluteTimeRange) => void;
}

/** What to do when there is nothing to draw. */
export function HeatmapMessage({ data, answer, onChangeTimeRange }: Props) {
  return (
    <NothingToDraw data={data}>
      <Advice answer={answer} onChangeTimeRange={onChangeTimeRange} />
    </NothingToDraw>
  );
}

function Advice({ answer, onChangeTimeRange }: Omit<Props, 'data'>) {
  if (answer.kind === 'outside') {
    return (
      <PanelMessage title="All points are outside the time range">
        <Button size="sm" variant="secondary" onClick={() => onChangeTimeRange(aroundPoints(answer.points))}>
          Zoom to data
        </Button>
      </PanelMessage>
    );
  }
  return <Missing part={answer.part} />;
}

function Missing({ part }: { part: 'data' | 'time' | 'number' }) {
  switch (part) {
    case 'data':
      return (
        <PanelMessage title="No data in this time range">
          Choose a longer time range, or check the query’s filters.
        </PanelMessage>
      );
    case 'time':
      return (
        <PanelMessage title="The data have no times">
          A heatmap needs a time column. Choose Table traffic trend as the type of a Headroom query, or the format Time
          series of another data source. If times arrive as text, add the transformation Convert field type.
        </PanelMessage>
      );
    case 'number':
      return (
        <PanelMessage title="The data have no numbers">
          A heatmap needs at least one numeric column beside the times. If numbers arrive as text, add the
          transformation Convert field type.
        </PanelMessage>
      );
  }
}

/** Wide enough to show a lone point, in milliseconds. */
const LEAST_MARGIN = 60_000;

function aroundPoints({ from, to }: AbsoluteTimeRange): AbsoluteTimeRange {
  const margin = Math.max(LEAST_MARGIN, (to - from) / 20);
  return { from: from - margin, to: to + margin };
}
