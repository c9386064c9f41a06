import { MappingType } from '@grafana/schema';

import { column } from './fieldOverrides';
import type { PanelView } from './PanelView';

/** The categories of sources in words. */
const CATEGORIES = {
  application: { text: 'Application' },
  infrastructure: { text: 'Infrastructure' },
  business: { text: 'Business' },
  external_dependencies: { text: 'External dependencies' },
  user_experience: { text: 'User experience' },
  traffic: { text: 'Traffic' },
};

/** A sign and a word for each status. */
const STATUSES = {
  connected: { text: '✓ Connected' },
  stale: { text: '◷ Stale' },
  missing: { text: '○ Missing' },
  error: { text: '✕ Error' },
};

/** Of the columns whose texts have a length that is known, in pixels; the reason takes the rest. */
const WIDTHS = {
  category: 170,
  signal: 160,
  value: 90,
  source: 110,
  last_seen: 190,
  status: 120,
  needed_by: 250,
};

/** How much was seen of each signal, by category, and which numbers rest on it. */
export const SIGNAL_COVERAGE: PanelView = {
  id: 'signal-coverage',
  title: 'Signals',
  description: 'How much of the profile’s window each signal was seen, by category of source, and what needs it.',
  queries: [{ refId: 'A', queryType: 'coverage', format: 'table' }],
  pluginId: 'table',
  options: { cellHeight: 'sm', showHeader: true },
  fieldConfig: {
    defaults: { custom: { align: 'auto', minWidth: 90 } },
    overrides: [
      ...Object.entries(WIDTHS).map(([name, width]) => column(name, { id: 'custom.width', value: width })),
      named('category', CATEGORIES),
      named('status', STATUSES),
    ],
  },
  size: { width: 24, height: 12 },
};

function named(name: string, options: Record<string, { text: string }>) {
  return column(name, { id: 'mappings', value: [{ type: MappingType.ValueToText, options }] });
}
