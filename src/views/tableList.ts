import { MappingType } from '@grafana/schema';

import { column } from './fieldOverrides';
import type { PanelView } from './PanelView';
import { CHOSEN_TABLES } from './tableChoice';
import { pickTable } from './tableLinks';

/** The columns' titles in the order to show them in, by which Grafana orders; any other column comes behind them. */
const ORDER = [
  'Table',
  'Tier',
  'Category',
  'Status',
  'Operations/h (writes + scans)',
  'Expected from',
  'Expected to',
  'Writes/h',
  'Scans/h',
  'Rows read/h',
  'Coverage',
  'Database',
  'Reason',
];

/** Columns of the traffic answer that repeat others. */
const LEFT_OUT = ['server', 'schema', 'position', 'tier_source', 'source'];

/** A sign and a word for each standing against the expected range, and words alone where there is none. */
const STATUS_TEXTS = {
  below: { text: '▼ Below' },
  within: { text: '✓ Within' },
  above: { text: '▲ Above' },
  insufficient_data: { text: 'Insufficient data' },
  no_source: { text: 'No source' },
  no_target: { text: 'No range' },
};

/** Every chosen table with what it does now, what is expected of it, and why something is unknown. */
export const TABLE_LIST: PanelView = {
  id: 'table-list',
  title: 'Tables now',
  description:
    'Traffic of each table over the profile’s window (an hour, unless set otherwise), whatever the time range.',
  queries: [{ refId: 'A', queryType: 'traffic', format: 'table', ...CHOSEN_TABLES }],
  transformations: [
    {
      id: 'organize',
      options: {
        excludeByName: Object.fromEntries(LEFT_OUT.map((name) => [name, true])),
        indexByName: Object.fromEntries(ORDER.map((title, index) => [title, index])),
      },
    },
  ],
  pluginId: 'table',
  options: { cellHeight: 'sm', showHeader: true },
  fieldConfig: {
    defaults: { custom: { align: 'auto', filterable: false, minWidth: 90 } },
    overrides: [
      column('table', { id: 'custom.width', value: 230 }, { id: 'links', value: [pickTable('${__value.raw}')] }),
      column('tier', { id: 'custom.width', value: 100 }),
      column('category', { id: 'custom.width', value: 140 }),
      column('status', { id: 'mappings', value: [{ type: MappingType.ValueToText, options: STATUS_TEXTS }] }),
      column('reason', { id: 'custom.minWidth', value: 300 }),
    ],
  },
  size: { width: 24, height: 13 },
};
