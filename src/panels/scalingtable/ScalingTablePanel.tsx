import { getFieldDisplayName, type PanelProps } from '@grafana/data';
import { PanelDataErrorView } from '@grafana/runtime';
import { ScrollContainer } from '@grafana/ui';

import { cellText } from './cellText';

export function ScalingTablePanel({ id, data, fieldConfig }: PanelProps) {
  const frame = data.series[0];
  if (!frame || frame.length === 0) {
    return <PanelDataErrorView panelId={id} data={data} fieldConfig={fieldConfig} />;
  }

  return (
    <ScrollContainer>
      <table>
        <thead>
          <tr>
            {frame.fields.map((field) => (
              <th key={field.name} scope="col">
                {getFieldDisplayName(field, frame, data.series)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: frame.length }, (_, row) => (
            <tr key={row}>
              {frame.fields.map((field) => (
                <td key={field.name}>{cellText(field, row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollContainer>
  );
}
