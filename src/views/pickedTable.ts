import { color, type FieldProperty } from './fieldOverrides';
import type { PanelView } from './PanelView';
import { PICKED_TABLE } from './tableChoice';
import { LINES, TIME_SERIES_OPTIONS } from './timeSeriesLook';

/** The band of what is expected is drawn down to the series of this name. */
const RANGE_START = 'Expected from';

/** The picked table's operations over the page's range, before the band of what the profile expects of it. */
export const TABLE_RATE: PanelView = {
  id: 'table-rate',
  title: 'Rate against its expected range',
  description:
    'Operations per hour (writes and scans) of the picked table, and the range that the profile expects of it.',
  queries: [
    { refId: 'A', queryType: 'traffic_trend', step: '1h', ...PICKED_TABLE },
    { refId: 'B', queryType: 'traffic_trend', step: '1h', measure: 'expected_low', ...PICKED_TABLE },
    { refId: 'C', queryType: 'traffic_trend', step: '1h', measure: 'expected_high', ...PICKED_TABLE },
  ],
  marksEvents: true,
  pluginId: 'timeseries',
  options: TIME_SERIES_OPTIONS,
  fieldConfig: {
    defaults: { min: 0, custom: LINES },
    overrides: [
      named('A', 'Operations', color('blue')),
      named('B', RANGE_START, color('text'), { id: 'custom.lineWidth', value: 0 }),
      named(
        'C',
        'Expected to',
        color('text'),
        { id: 'custom.lineWidth', value: 0 },
        { id: 'custom.fillBelowTo', value: RANGE_START },
        { id: 'custom.fillOpacity', value: 7 }
      ),
    ],
  },
  size: { width: 12, height: 8 },
};

/** What the picked table's operations are made of, and how many rows its scans read. */
export const TABLE_READS_WRITES: PanelView = {
  id: 'table-reads-writes',
  title: 'Reads and writes',
  description:
    'Rows written, scans, and rows that the scans read, each per hour. Rows read have the axis on the right.',
  queries: [
    { refId: 'A', queryType: 'traffic_trend', step: '1h', measure: 'writes', ...PICKED_TABLE },
    { refId: 'B', queryType: 'traffic_trend', step: '1h', measure: 'scans', ...PICKED_TABLE },
    { refId: 'C', queryType: 'traffic_trend', step: '1h', measure: 'rows_read', ...PICKED_TABLE },
  ],
  marksEvents: true,
  pluginId: 'timeseries',
  options: TIME_SERIES_OPTIONS,
  fieldConfig: {
    defaults: { min: 0, custom: LINES },
    overrides: [
      named('A', 'Rows written', color('purple')),
      named('B', 'Scans', color('blue')),
      named('C', 'Rows read', color('text'), { id: 'custom.axisPlacement', value: 'right' }),
    ],
  },
  size: { width: 12, height: 8 },
};

/** The series of a query by what is measured: the data source names them all after the table. */
function named(refId: string, displayName: string, ...properties: FieldProperty[]) {
  return {
    matcher: { id: 'byFrameRefID', options: refId },
    properties: [{ id: 'displayName', value: displayName }, ...properties],
  };
}
