import { Field, Input, Stack } from '@grafana/ui';

import type { Signal } from '../../../query/settings.gen';
import { useConfig } from '../ConfigContext';
import { isRecord } from '../settingsChange';
import { SIGNALS, type SignalForm } from './signalMapping';

interface Props {
  signal: string;
  form: SignalForm;
  override: Signal;
  onChange: (override: Signal) => void;
}

/** What events are read by beside what stands for them: names of columns, and since when they are complete. */
export function RecordFields({ signal, form, override, onChange }: Props) {
  const { readOnly } = useConfig();
  const { columns = [], furtherColumns = [] } = SIGNALS[signal] ?? {};
  const { since: _, ...rest } = override;

  return (
    <>
      {(form === 'table' || form === 'sql') && (
        <Stack gap={2} wrap="wrap">
          {[...columns, ...furtherColumns].map((column) => (
            <Field key={column} label={`Column of ${column}`} noMargin>
              <Input
                id={`headroom-signal-${signal}-column-${column}`}
                width={24}
                disabled={readOnly}
                placeholder={column}
                value={columnsOf(override)[column] ?? ''}
                onChange={({ currentTarget }) => onChange(withColumn(override, column, currentTarget.value))}
              />
            </Field>
          ))}
        </Stack>
      )}
      <Field
        label="Complete since"
        description="The day or time (UTC) since which every event is known; found out when empty"
        noMargin
      >
        <Input
          id={`headroom-signal-${signal}-since`}
          width={30}
          disabled={readOnly}
          placeholder="2026-01-01"
          value={override.since ?? ''}
          onChange={({ currentTarget: { value } }) => onChange(value.trim() ? { ...rest, since: value.trim() } : rest)}
        />
      </Field>
    </>
  );
}

function columnsOf({ columns }: Signal): Record<string, string> {
  return isRecord(columns) ? (columns as Record<string, string>) : {};
}

function withColumn(override: Signal, column: string, name: string): Signal {
  const { columns: _, ...rest } = override;
  const { [column]: __, ...others } = columnsOf(override);
  const columns = name === '' ? others : { ...others, [column]: name };
  return Object.keys(columns).length === 0 ? rest : { ...rest, columns };
}
