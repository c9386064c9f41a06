/** A place in the heatmap: the how-manieth row shown, and the how-manieth cell of it. */
export interface Place {
  position: number;
  cell: number;
}

export interface Extent {
  positions: number;
  cells: number;
  /** How many rows are visible at a time. */
  page: number;
}

/** Where a key leads; undefined for keys that lead nowhere. */
export function placeAfterKey(
  { key, ctrlKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey'>,
  from: Place,
  { positions, cells, page }: Extent
): Place | undefined {
  const { position, cell } = from;
  const to = (row: number, column: number): Place => ({
    position: clamp(row, positions - 1),
    cell: clamp(column, cells - 1),
  });
  switch (key) {
    case 'ArrowUp':
      return to(position - 1, cell);
    case 'ArrowDown':
      return to(position + 1, cell);
    case 'ArrowLeft':
      return to(position, cell - 1);
    case 'ArrowRight':
      return to(position, cell + 1);
    case 'PageUp':
      return to(position - page, cell);
    case 'PageDown':
      return to(position + page, cell);
    case 'Home':
      return to(ctrlKey ? 0 : position, 0);
    case 'End':
      return to(ctrlKey ? positions - 1 : position, cells - 1);
    default:
      return undefined;
  }
}

const clamp = (value: number, last: number) => Math.max(0, Math.min(last, value));
