import { PanelPlugin } from '@grafana/data';

import { KpiScorecardPanel } from './KpiScorecardPanel';
import { DEFAULT_OPTIONS, type ScorecardOptions } from './options';

export const plugin = new PanelPlugin<ScorecardOptions>(KpiScorecardPanel).setPanelOptions((builder) =>
  builder
    .addNumberInput({
      path: 'columns',
      name: 'Columns',
      description: 'Tiles in a row. Leave empty for as many as fit.',
      settings: { placeholder: 'auto', min: 1, max: 12, integer: true },
    })
    .addRadio({
      path: 'order',
      name: 'Order',
      defaultValue: DEFAULT_OPTIONS.order,
      settings: {
        options: [
          { value: 'query', label: 'As queried' },
          { value: 'worst', label: 'Worst first' },
        ],
      },
    })
    .addBooleanSwitch({
      path: 'showVerdict',
      name: 'Show verdict',
      description: 'One sentence above the tiles that sums them up.',
      defaultValue: DEFAULT_OPTIONS.showVerdict,
    })
    .addBooleanSwitch({
      path: 'showSparkline',
      name: 'Show trend',
      description: 'Needs a query of the type KPI trend beside the KPIs.',
      defaultValue: DEFAULT_OPTIONS.showSparkline,
    })
    .addBooleanSwitch({
      path: 'showBudget',
      name: 'Show error budget',
      defaultValue: DEFAULT_OPTIONS.showBudget,
    })
    .addBooleanSwitch({
      path: 'showInterval',
      name: 'Show interval',
      description: 'The interval that the value lies in, on tiles without a budget, a fleet or a demand.',
      defaultValue: DEFAULT_OPTIONS.showInterval,
    })
);
