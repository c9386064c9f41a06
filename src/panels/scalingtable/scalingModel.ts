import { type DataFrame, type Field, FieldType, getFieldDisplayName } from '@grafana/data';

import { numberColumn } from '../shared/column';

/** One quantity by number of tenants. */
export interface ScalingColumn {
  /** The field's name, of a range without `_low` and `_high`. */
  id: string;
  title: string;
  kind: 'tenants' | 'range' | 'amount';
  /** Names of the fields it came from, for export. */
  fieldNames: string[];
  /** Grafana's unit and decimals as configured. */
  unit?: string;
  decimals?: number | null;
  /** Why some amounts are unknown, when the data source says so. */
  unknownReason?: string;
}

/** A range, or an amount with both ends the same; null where unknown. */
export interface ScalingCell {
  low: number | null;
  high: number | null;
}

/** Everything known for one number of tenants; cells by column id. */
export interface ScalingRow {
  tenants: number;
  /** Whether it lies beyond the rows that the model is made of. */
  isExtrapolated: boolean;
  cells: ReadonlyMap<string, ScalingCell>;
}

/** What the panel makes of its data. */
export interface ScalingModel {
  columns: ScalingColumn[];
  /** By number of tenants. */
  rows: ScalingRow[];
  /** How many tenants there are now, where the data source knows and gives their row. */
  currentTenants?: number;
  /** How many frames have columns, and none of tenants. */
  otherFrames: number;
}

const TENANTS = 'tenants';

/** Columns of yes or no about a whole row. */
const EXTRAPOLATED = 'extrapolated';
const CURRENT = 'current';

const RANGE_TITLES: Record<string, string> = {
  emails_per_day: 'Emails/day',
  concurrent_users: 'Concurrent users',
};

/**
 * Joins frames on their number of tenants. Where several frames, or several rows of one, have the same amount for the
 * same tenants, the first known one counts.
 */
export function scalingModel(frames: DataFrame[]): ScalingModel {
  const columns = new Map<string, ScalingColumn>();
  const rows = new Map<number, { isExtrapolated: boolean; cells: Map<string, ScalingCell> }>();
  let currentTenants: number | undefined;
  let otherFrames = 0;

  for (const frame of frames) {
    const tenants = numberColumn(frame, TENANTS);
    if (!tenants) {
      otherFrames += frame.fields.length > 0 ? 1 : 0;
      continue;
    }
    const found = frameColumns(frame, frames);
    found.forEach(({ column }) => columns.has(column.id) || columns.set(column.id, column));
    const isExtrapolated = yesReader(frame, EXTRAPOLATED);
    const isCurrent = yesReader(frame, CURRENT);
    tenants.forEach((count, index) => {
      if (count === null) {
        return;
      }
      const row = rows.get(count) ?? { isExtrapolated: false, cells: new Map<string, ScalingCell>() };
      row.isExtrapolated ||= isExtrapolated(index);
      currentTenants ??= isCurrent(index) ? count : undefined;
      found.forEach(({ column, low, high }) => {
        const known = row.cells.get(column.id);
        row.cells.set(column.id, {
          low: known?.low ?? low[index] ?? null,
          high: known?.high ?? high[index] ?? null,
        });
      });
      rows.set(count, row);
    });
  }
  return {
    columns: columns.size === 0 ? [] : [TENANTS_COLUMN, ...columns.values()],
    rows: [...rows].sort(([a], [b]) => a - b).map(([count, row]) => ({ tenants: count, ...row })),
    currentTenants,
    otherFrames,
  };
}

/** Whether a column says yes of a row; no where the frame does not have it. */
function yesReader(frame: DataFrame, name: string): (row: number) => boolean {
  const field = frame.fields.find((candidate) => candidate.name === name);
  return (row) => field?.values[row] === true;
}

/** The column that every table has; its cells are the rows' own `tenants`. */
export const TENANTS_COLUMN: ScalingColumn = {
  id: TENANTS,
  title: 'Tenants',
  kind: 'tenants',
  fieldNames: [TENANTS],
};

interface FrameColumn {
  column: ScalingColumn;
  low: Array<number | null>;
  high: Array<number | null>;
}

function frameColumns(frame: DataFrame, frames: DataFrame[]): FrameColumn[] {
  const numeric = frame.fields.filter(({ name, type }) => type === FieldType.number && name !== TENANTS);
  const names = new Set(numeric.map(({ name }) => name));
  const values = (name: string) => numberColumn(frame, name) ?? [];

  return numeric.flatMap((field): FrameColumn[] => {
    const id = field.name.replace(/_(low|high)$/, '');
    const ends = [`${id}_low`, `${id}_high`];
    if (id === field.name || !ends.every((end) => names.has(end))) {
      const amounts = values(field.name);
      return [{ column: amountColumn(field, frame, frames), low: amounts, high: amounts }];
    }
    const [low = '', high = ''] = ends;
    const column: ScalingColumn = { ...common(field), id, title: rangeTitle(id), kind: 'range', fieldNames: ends };
    return field.name === low ? [{ column, low: values(low), high: values(high) }] : [];
  });
}

const common = ({ config }: Field) => ({ unit: config.unit, decimals: config.decimals });

function amountColumn(field: Field, frame: DataFrame, frames: DataFrame[]): ScalingColumn {
  const title = getFieldDisplayName(field, frame, frames);
  // The data source writes one notice for each resource that its model does not reach, which begins with its name.
  const notice = frame.meta?.notices?.find(({ text }) => text.startsWith(`${title} `));
  return {
    ...common(field),
    id: field.name,
    title,
    kind: 'amount',
    fieldNames: [field.name],
    unknownReason: notice?.text,
  };
}

function rangeTitle(id: string): string {
  const words = id.replaceAll('_', ' ');
  return Object.hasOwn(RANGE_TITLES, id) ? RANGE_TITLES[id]! : words.charAt(0).toUpperCase() + words.slice(1);
}
