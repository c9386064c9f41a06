import {
  dateTimeFormat,
  FieldType,
  formattedValueToString,
  getDisplayProcessor,
  type GrafanaTheme2,
} from '@grafana/data';
import { type Column, InteractiveTable, useTheme2 } from '@grafana/ui';
import { useMemo } from 'react';

import type { PastFiring } from '../../../alerts/pastFirings';
import { shortDuration } from './previewWords';

const PAGE_ROWS = 5;

/** What a row shows, in words, and the numbers by which rows are sorted. */
interface Row {
  id: string;
  name: string;
  from: number;
  to: number;
  ms: number;
  open: boolean;
  worst: number;
  worstText: string;
}

const COLUMNS: Array<Column<Row>> = [
  { id: 'name', header: 'Series', sortType: 'alphanumeric' },
  { id: 'from', header: 'Fired', sortType: 'number', cell: ({ row: { original } }) => dateTimeFormat(original.from) },
  {
    id: 'to',
    header: 'Ended',
    sortType: 'number',
    cell: ({ row: { original } }) => (original.open ? 'Still firing' : dateTimeFormat(original.to)),
  },
  { id: 'ms', header: 'For', sortType: 'number', cell: ({ row: { original } }) => shortDuration(original.ms) },
  { id: 'worst', header: 'Worst', sortType: 'number', cell: ({ row: { original } }) => original.worstText },
];

const LATEST_FIRST = [{ id: 'from', desc: true }];

/** When a rule would have fired, one line each. */
export function FiringsTable({ firings }: { firings: PastFiring[] }) {
  const theme = useTheme2();
  const rows = useMemo(() => firings.map((firing, index) => rowOf(firing, String(index), theme)), [firings, theme]);

  return (
    <InteractiveTable
      columns={COLUMNS}
      data={rows}
      getRowId={({ id }) => id}
      pageSize={PAGE_ROWS}
      initialSortBy={LATEST_FIRST}
    />
  );
}

function rowOf({ series, from, to, open, worst }: PastFiring, id: string, theme: GrafanaTheme2): Row {
  const display = getDisplayProcessor({ field: { type: FieldType.number, config: { unit: series.unit } }, theme });
  return {
    id,
    name: series.name,
    from,
    to,
    ms: to - from,
    open,
    worst: worst ?? NaN,
    worstText: worst === null ? 'No value' : formattedValueToString(display(worst)),
  };
}
