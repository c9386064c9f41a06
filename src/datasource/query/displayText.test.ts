import type { HeadroomQuery } from '../../query/HeadroomQuery';
import { displayText } from './displayText';

test.each([
  [{ queryType: 'kpi' }, 'KPI'],
  [
    { queryType: 'kpi', kpis: ['availability', 'own_kpi'], service: '{api,web}', window: '30d' },
    'KPI: Availability, own_kpi · service {api,web} · over 30d',
  ],
  [{ queryType: 'kpi_trend', window: 'dashboard' }, 'KPI trend: over the dashboard’s range'],
  [
    { queryType: 'traffic', measure: 'writes', tables: ['jobs'], tiers: ['HIGH'] },
    'Table traffic: Writes per hour · jobs, HIGH',
  ],
  [{ queryType: 'projection', tenants: [100, 4500] }, 'Projection: 100, 4500 tenants'],
  [{ queryType: 'kpi', kpis: 'availability' }, 'KPI'],
  [{ queryType: 'coverage', signals: ['probe', 'own_signal'], window: '1h' }, 'Coverage: Probe, own_signal · over 1h'],
  [{ queryType: 'forecast' }, 'Unknown query type "forecast"'],
  [{}, ''],
])('%j', (query, text) => {
  expect(displayText({ refId: 'A', ...query } as HeadroomQuery)).toBe(text);
});
