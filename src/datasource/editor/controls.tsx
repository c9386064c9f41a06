import { Combobox, Field, Input, MultiCombobox, RadioButtonGroup, Switch } from '@grafana/ui';
import { useState } from 'react';

import { labelId } from './LabelledField';
import { readTenants } from '../../query/tenants';

interface ControlProps<Value> {
  id: string;
  value: Value | undefined;
  /** `undefined` takes the field out of the query. */
  onChange: (value: Value | undefined) => void;
  placeholder?: string;
}

interface Options {
  options: Array<{ value: string; label?: string; description?: string }>;
  /** Whether only the options can be chosen. A typed text would be stored as it is, also the name of an option. */
  closed?: boolean;
}

/** Several values out of options, or typed. */
export function ValuesControl(props: ControlProps<string[]> & Options) {
  const { id, value = [], onChange, placeholder, options, closed } = props;
  const labels = new Map(options.map((option) => [option.value, option.label]));

  return (
    <MultiCombobox
      aria-labelledby={labelId(id)}
      options={options}
      value={value.map((entry) => ({ value: entry, label: labels.get(entry) }))}
      onChange={(chosen) => onChange(chosen.map((option) => option.value))}
      placeholder={placeholder}
      createCustomValue={!closed}
      isClearable
      width="auto"
      minWidth={24}
      maxWidth={60}
    />
  );
}

/** One text out of options, or typed. */
export function TextControl(props: ControlProps<string> & Options) {
  const { id, value, onChange, placeholder, options, closed } = props;

  return (
    <Combobox
      id={id}
      options={options}
      value={value ?? null}
      onChange={(option) => onChange(option?.value)}
      placeholder={placeholder}
      createCustomValue={!closed}
      isClearable
      width="auto"
      minWidth={20}
      maxWidth={40}
    />
  );
}

/** One of few choices, all of them visible. */
export function ChoiceControl(props: ControlProps<string> & { label: string; choices: Record<string, string> }) {
  const { id, label, value, onChange, choices } = props;

  return (
    <RadioButtonGroup
      id={id}
      aria-label={label}
      options={Object.entries(choices).map(([choice, label]) => ({ value: choice, label }))}
      value={value}
      onChange={onChange}
    />
  );
}

/** Yes or no. */
export function FlagControl({ id, value, onChange }: ControlProps<boolean>) {
  return <Switch id={id} value={value ?? false} onChange={(event) => onChange(event.currentTarget.checked)} />;
}

/** A whole number from 0 on, taken when the field is left. */
export function CountControl({ id, value, onChange, placeholder }: ControlProps<number>) {
  const [text, setText] = useText(value === undefined ? '' : String(value));
  const commit = () => onChange(text === '' || !Number.isFinite(Number(text)) ? undefined : Number(text));

  return (
    <Input
      id={id}
      type="number"
      min={0}
      step={1}
      width={18}
      value={text}
      placeholder={placeholder}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={commit}
    />
  );
}

/** Numbers of tenants, taken when the field is left and all of them are numbers. */
export function TenantsControl({ id, value, onChange, placeholder }: ControlProps<number[]>) {
  const [text, setText] = useText((value ?? []).join(', '));
  const counts = readTenants(text);

  return (
    <Field
      noMargin
      invalid={!counts}
      error={counts ? undefined : 'Whole numbers from 1 to 1,000,000,000 without separators inside'}
    >
      <Input
        id={id}
        width={40}
        value={text}
        placeholder={placeholder}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={() => counts && onChange(counts)}
      />
    </Field>
  );
}

/** A text that is being typed; it gives way when another one is stored. */
function useText(stored: string) {
  const [draft, setDraft] = useState({ text: stored, stored });
  const text = draft.stored === stored ? draft.text : stored;
  return [text, (typed: string) => setDraft({ text: typed, stored })] as const;
}
