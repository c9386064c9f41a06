import { Icon, useStyles2 } from '@grafana/ui';

import { type HeatmapOptions, SORT_KEYS } from '../options';
import { getCornerStyles } from './cornerStyles';

/** By what, and in which direction. */
export type RowSorting = Pick<HeatmapOptions, 'sortBy' | 'sortDescending'>;

interface Props {
  sortBy: HeatmapOptions['sortBy'];
  onChange: (sorting: RowSorting) => void;
}

/** Lets everybody sort the rows, until the page is left: names and tiers in their order, of figures the largest first. */
export function RowSort({ sortBy, onChange }: Props) {
  const styles = useStyles2(getCornerStyles);
  const choose = (value: string) => {
    const key = SORT_KEYS.find((candidate) => candidate.value === value);
    if (key) {
      onChange({ sortBy: key.value, sortDescending: !['data', 'name', 'tier'].includes(key.value) });
    }
  };

  return (
    <label className={styles.sort} title="Sort rows by">
      <Icon name="sort-amount-down" size="sm" />
      <select
        className={styles.input}
        value={sortBy}
        aria-label="Sort rows by"
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {SORT_KEYS.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
