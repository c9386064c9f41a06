import {
  type DataFrame,
  dateTime,
  EventBusSrv,
  LoadingState,
  type PanelData,
  type PanelProps,
  type TimeRange,
} from '@grafana/data';

const from = dateTime('2026-11-16T00:00:00Z');
const to = dateTime('2026-11-23T00:00:00Z');
const TIME_RANGE: TimeRange = { from, to, raw: { from: 'now-7d', to: 'now' } };

/** What Grafana hands a panel of 1,000 × 200 pixels that shows these frames. */
export function panelProps<T>(series: DataFrame[], options: T, data: Partial<PanelData> = {}): PanelProps<T> {
  return {
    id: 1,
    title: 'Panel',
    data: { state: LoadingState.Done, series, timeRange: TIME_RANGE, ...data },
    timeRange: TIME_RANGE,
    timeZone: 'utc',
    options,
    fieldConfig: { defaults: {}, overrides: [] },
    width: 1000,
    height: 200,
    transparent: false,
    renderCounter: 0,
    eventBus: new EventBusSrv(),
    replaceVariables: (text) => text,
    onOptionsChange: () => undefined,
    onFieldConfigChange: () => undefined,
    onChangeTimeRange: () => undefined,
  };
}
