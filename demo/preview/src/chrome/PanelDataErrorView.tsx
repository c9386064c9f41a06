import { type PanelDataErrorViewProps } from '@grafana/runtime';

/** What a panel shows that cannot draw its data: the panel's own words, or what the data lacks. */
export function PanelDataErrorView(props: PanelDataErrorViewProps) {
  const { message, data, needsTimeField, needsNumberField, needsStringField } = props;
  const needs = [needsTimeField && 'time', needsNumberField && 'number', needsStringField && 'string'].filter(Boolean);
  const empty = data.series.every(({ length }) => length === 0);
  return (
    <div>{message ?? (empty || needs.length === 0 ? 'No data' : `Data is missing a ${needs.join(', ')} field`)}</div>
  );
}
