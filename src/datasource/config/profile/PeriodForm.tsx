import { Stack } from '@grafana/ui';

import type { Profile } from '../../../query/settings.gen';
import { OverrideField } from './OverrideField';

/** How far back a query without a window looks, and whose weeks and hours count. */
export function PeriodForm({ effective }: { effective?: Profile }) {
  return (
    <Stack gap={2} wrap="wrap">
      <OverrideField keys={['windows', 'health']} label="Health window" shipped={effective?.windows?.health} />
      <OverrideField keys={['windows', 'delivery']} label="Delivery window" shipped={effective?.windows?.delivery} />
      <OverrideField keys={['windows', 'traffic']} label="Traffic window" shipped={effective?.windows?.traffic} />
      <OverrideField keys={['windows', 'coverage']} label="Coverage window" shipped={effective?.windows?.coverage} />
      <OverrideField keys={['timeZone']} label="Time zone" shipped={effective?.timeZone} />
    </Stack>
  );
}
