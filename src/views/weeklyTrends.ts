import type { DeliveryQuery } from '../query/query.gen';
import { color } from './fieldOverrides';
import type { PanelView } from './PanelView';
import { CHOSEN_SCOPE } from './scope';
import { TIME_SERIES_OPTIONS } from './timeSeriesLook';

type DeliveryKpi = NonNullable<DeliveryQuery['kpis']>[number];

/**
 * A bar a week. A partial week is a dot, and named so in the legend: it is no week to compare with, and the last one ends
 * so soon after the week before that a bar would cover that week's.
 */
function weekly(kpi: DeliveryKpi, id: string, title: string, description: string): PanelView {
  return {
    id,
    title,
    description: `${description} Each ISO week by itself; weeks that the range holds in part are dots.`,
    queries: [{ refId: 'A', queryType: 'delivery', kpis: [kpi], step: '1w', ...CHOSEN_SCOPE }],
    pluginId: 'timeseries',
    options: TIME_SERIES_OPTIONS,
    fieldConfig: {
      defaults: {
        min: 0,
        color: { mode: 'fixed', fixedColor: 'blue' },
        custom: { drawStyle: 'bars', lineWidth: 1, fillOpacity: 70, showPoints: 'never', barAlignment: -1 },
      },
      overrides: [
        {
          matcher: { id: 'byRegexp', options: String.raw`/\(partial week\)/` },
          properties: [
            color('text'),
            { id: 'custom.drawStyle', value: 'points' },
            { id: 'custom.pointSize', value: 8 },
          ],
        },
      ],
    },
    size: { width: 8, height: 7 },
  };
}

export const WEEKLY_DEPLOYMENTS = weekly(
  'deployment_frequency',
  'weekly-deployments',
  'Deployments by week',
  'Successful deployments to production.'
);

export const WEEKLY_FAILURES = weekly(
  'change_failure_ratio',
  'weekly-failures',
  'Change failures by week',
  'Share of deployments that failed, were rolled back or caused an incident.'
);

export const WEEKLY_RECOVERY = weekly(
  'mttr',
  'weekly-recovery',
  'Time to resolution by week',
  'Mean time to resolution of the incidents resolved in the week.'
);
