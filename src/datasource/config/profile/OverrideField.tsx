import { Field, Input } from '@grafana/ui';

import { useConfig } from '../ConfigContext';
import { overrideAt, withOverride } from './profileOverrides';

interface Props {
  /** Where the override is, below the profile. */
  keys: string[];
  label: string;
  /** What holds where nothing is stored. */
  shipped?: string | number | null;
  type?: 'text' | 'number';
}

/** One value of the profile; an emptied one is as shipped. */
export function OverrideField({ keys, label, shipped, type = 'text' }: Props) {
  const { options, change, readOnly, problems } = useConfig();
  const stored = overrideAt(options, ...keys);
  const problem = problems.get(['profile', ...keys].join('.'));
  const read = (typed: string) => (type === 'number' ? Number(typed) : typed);

  return (
    <Field label={label} invalid={Boolean(problem)} error={problem} noMargin>
      <Input
        id={`headroom-profile-${keys.join('-')}`}
        type={type}
        width={24}
        disabled={readOnly}
        placeholder={shipped?.toString()}
        value={typeof stored === 'string' || typeof stored === 'number' ? stored : ''}
        onChange={({ currentTarget }) => {
          const typed = currentTarget.value.trim();
          change(withOverride(options, keys, typed === '' ? undefined : read(typed)));
        }}
      />
    </Field>
  );
}
