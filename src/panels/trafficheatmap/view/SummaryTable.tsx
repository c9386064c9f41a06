import { css } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import { memo, startTransition, useDeferredValue, useEffect, useState } from 'react';

import { percentText } from '../../shared/numberText';
import { expectedText } from '../facts/cellFacts';
import type { HeatmapGrid } from '../model/grid';
import { valueText } from '../scale/valueText';
import type { HeatmapModel } from './heatmapModel';

/** More rows than anyone would listen to are left to the filter and to the keyboard. */
const MAX_ROWS = 100;

/** So many at once are laid out within a frame. */
const ROWS_AT_ONCE = 25;

interface Props {
  model: HeatmapModel;
}

/**
 * The heatmap for screen readers: a line for each row. It is many more elements than what is seen, so it follows what is
 * painted, a few rows at a time.
 */
export function SummaryTable({ model: painted }: Props) {
  const styles = useStyles2(getStyles);
  const { grid, layout } = useDeferredValue(painted);
  const [room, setRoom] = useState(0);
  const shown = layout.rows.rows.subarray(0, MAX_ROWS);
  const left = layout.rows.rows.length - shown.length;
  const isComplete = room >= shown.length;

  useEffect(() => {
    if (!isComplete) {
      startTransition(() => setRoom(room + ROWS_AT_ONCE));
    }
  }, [room, isComplete]);

  return (
    <table className={styles.hidden}>
      <caption>
        Each row over the time range.
        {left > 0 && ` ${left} more rows are not in this table: filter rows, or move through the heatmap by keyboard.`}
      </caption>
      <thead>
        <tr>
          {['Name', 'Group', 'Tier', 'Lowest', 'Mean', 'Highest', 'Latest'].map(headerCell)}
          {['Expected', 'Buckets below', 'Buckets above', 'Known'].map(headerCell)}
        </tr>
      </thead>
      <tbody>
        {Array.from(shown.subarray(0, room), (index) => (
          <SummaryRow key={grid.rows[index]?.name} grid={grid} index={index} />
        ))}
      </tbody>
    </table>
  );
}

const SummaryRow = memo(function SummaryRow({ grid: { rows, stats }, index }: { grid: HeatmapGrid; index: number }) {
  const row = rows[index];
  if (!row) {
    return null;
  }
  const text = (values: Float64Array) => {
    const value = values[index] ?? NaN;
    return Number.isNaN(value) ? 'unknown' : valueText(value, row);
  };
  return (
    <tr>
      <th scope="row">{row.name}</th>
      <td>{row.group}</td>
      <td>{row.tier}</td>
      <td>{text(stats.lowest)}</td>
      <td>{text(stats.mean)}</td>
      <td>{text(stats.highest)}</td>
      <td>{text(stats.latest)}</td>
      <td>{row.expected ? expectedText(row.expected, row) : 'not declared'}</td>
      <td>{stats.below[index]}</td>
      <td>{stats.above[index]}</td>
      <td>{percentText(stats.coverage[index] ?? 0)}</td>
    </tr>
  );
});

const headerCell = (text: string) => (
  <th key={text} scope="col">
    {text}
  </th>
);

const getStyles = () => ({
  hidden: css({
    position: 'absolute',
    width: 1,
    height: 1,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  }),
});
