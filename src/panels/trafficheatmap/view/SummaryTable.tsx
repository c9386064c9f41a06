import { css } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import { memo, startTransition, useEffect, useState } from 'react';

import { percentText } from '../../shared/numberText';
import { expectedText } from '../facts/cellFacts';
import { valueText } from '../scale/valueText';
import type { HeatmapModel } from './heatmapModel';

/** More rows than anyone would listen to are left to the filter and to the keyboard. */
const MAX_ROWS = 100;

interface Props {
  model: HeatmapModel;
}

/**
 * The heatmap for screen readers: a line for each row. It is many more elements than what is seen, so it follows once
 * that is painted.
 */
export function SummaryTable({ model }: Props) {
  const [painted, setPainted] = useState<HeatmapModel>();
  useEffect(() => startTransition(() => setPainted(model)), [model]);
  return painted && <Summary model={painted} />;
}

const Summary = memo(function Summary({ model }: Props) {
  const styles = useStyles2(getStyles);
  const { grid, layout } = model;
  const { stats } = grid;
  const shown = Array.from(layout.rows.rows.subarray(0, MAX_ROWS));
  const left = layout.rows.rows.length - shown.length;

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
        {shown.map((index) => {
          const row = grid.rows[index];
          if (!row) {
            return null;
          }
          const text = (values: Float64Array) => {
            const value = values[index] ?? NaN;
            return Number.isNaN(value) ? 'unknown' : valueText(value, row);
          };
          return (
            <tr key={row.name}>
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
        })}
      </tbody>
    </table>
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
