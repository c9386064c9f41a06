import { Stack } from '@grafana/ui';

import type { ErrorBudget } from '../../../query/settings.gen';
import { BurnRatesForm } from './BurnRatesForm';
import { OverrideField } from './OverrideField';

/** What error budgets are counted over, and the alerts on how fast they burn. */
export function ErrorBudgetForm({ effective }: { effective?: ErrorBudget }) {
  return (
    <Stack direction="column" gap={2}>
      <Stack gap={2} wrap="wrap">
        <OverrideField keys={['errorBudget', 'period']} label="Period" shipped={effective?.period} />
        <OverrideField
          keys={['errorBudget', 'minBadEvents']}
          label="Fewest bad events that alert"
          type="number"
          shipped={effective?.minBadEvents}
        />
      </Stack>
      <BurnRatesForm effective={effective?.burnRates ?? []} />
    </Stack>
  );
}
