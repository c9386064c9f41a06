import type { PanelProps } from '@grafana/data';
import { PanelDataErrorView } from '@grafana/runtime';
import { ScrollContainer } from '@grafana/ui';

import { latestRates } from './latestRates';

export function TrafficHeatmapPanel({ id, data, fieldConfig }: PanelProps) {
  const rates = latestRates(data.series);
  if (rates.length === 0) {
    return <PanelDataErrorView panelId={id} data={data} fieldConfig={fieldConfig} needsNumberField />;
  }

  return (
    <ScrollContainer>
      <table>
        <tbody>
          {rates.map(({ name, value }, row) => (
            <tr key={row}>
              <th scope="row">{name}</th>
              <td>{value ?? 'unknown'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollContainer>
  );
}
