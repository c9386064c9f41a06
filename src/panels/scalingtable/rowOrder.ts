import { type ScalingRow, TENANTS_COLUMN } from './scalingModel';

/** By which column the rows are sorted. */
export interface RowOrder {
  columnId: string;
  direction: 'ascending' | 'descending';
}

/** How a table starts: the smallest installation first. */
export const BY_TENANTS: RowOrder = { columnId: TENANTS_COLUMN.id, direction: 'ascending' };

/** The order after a click on a column's header: that column, or the other way round. */
export function nextOrder(order: RowOrder, columnId: string): RowOrder {
  const isReversal = order.columnId === columnId && order.direction === 'ascending';
  return { columnId, direction: isReversal ? 'descending' : 'ascending' };
}

/** Sorts rows by the low end, then the high end; unknown ones are last either way, equal ones stay by tenants. */
export function inOrder(rows: ScalingRow[], { columnId, direction }: RowOrder): ScalingRow[] {
  const sign = direction === 'ascending' ? 1 : -1;
  const ends = (row: ScalingRow): Array<number | null> => {
    const cell = row.cells.get(columnId);
    return columnId === TENANTS_COLUMN.id ? [row.tenants] : [cell?.low ?? null, cell?.high ?? null];
  };
  return [...rows].sort((a, b) => {
    const others = ends(b);
    const differences = ends(a).map((end, index) => compared(end, others[index] ?? null, sign));
    return differences.find((difference) => difference !== 0) ?? 0;
  });
}

function compared(a: number | null, b: number | null, sign: number): number {
  if (a === null || b === null) {
    return Number(a === null) - Number(b === null);
  }
  return sign * (a - b);
}
