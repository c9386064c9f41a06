import { Field, Input, Stack } from '@grafana/ui';

import type { Profile } from '../../../query/settings.gen';
import { useConfig } from '../ConfigContext';
import { overrideAt, withOverride } from './profileOverrides';

/** How far back a query without a window looks, and whose weeks and hours count. */
export function PeriodForm({ effective }: { effective?: Profile }) {
  return (
    <Stack gap={2} wrap="wrap">
      <PeriodField keys={['windows', 'health']} label="Health window" shipped={effective?.windows?.health} />
      <PeriodField keys={['windows', 'delivery']} label="Delivery window" shipped={effective?.windows?.delivery} />
      <PeriodField keys={['windows', 'traffic']} label="Traffic window" shipped={effective?.windows?.traffic} />
      <PeriodField keys={['windows', 'coverage']} label="Coverage window" shipped={effective?.windows?.coverage} />
      <PeriodField keys={['timeZone']} label="Time zone" shipped={effective?.timeZone} />
    </Stack>
  );
}

interface PeriodFieldProps {
  /** Where the override is, below the profile. */
  keys: string[];
  label: string;
  shipped?: string | null;
}

function PeriodField({ keys, label, shipped }: PeriodFieldProps) {
  const { options, change, readOnly, problems } = useConfig();
  const stored = overrideAt(options, ...keys);
  const problem = problems.get(['profile', ...keys].join('.'));

  return (
    <Field label={label} invalid={Boolean(problem)} error={problem} noMargin>
      <Input
        id={`headroom-profile-${keys.join('-')}`}
        width={24}
        disabled={readOnly}
        placeholder={shipped ?? undefined}
        value={typeof stored === 'string' ? stored : ''}
        onChange={({ currentTarget }) => change(withOverride(options, keys, currentTarget.value.trim() || undefined))}
      />
    </Field>
  );
}
