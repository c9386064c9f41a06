import { Field, Input, Switch } from '@grafana/ui';
import type { ReactElement } from 'react';

import { useConfig } from '../ConfigContext';
import { connectionOf, withSetting, type Connection } from '../settingsChange';
import { schemaAt } from '../settingsSchema';

interface Props {
  connection: Connection;
  name: string;
  label: string;
  description?: string;
  placeholder?: string;
  required?: boolean;
}

/** One setting of a connection: what is stored, what is allowed, and how to store another value. */
export function useSetting(connection: Connection, name: string) {
  const { options, change, schema, problems, readOnly } = useConfig();
  return {
    id: `headroom-${connection}-${name}`,
    value: connectionOf(options.jsonData, connection)[name],
    set: (value: unknown) => change(withSetting(options, connection, name, value)),
    schema: schemaAt(schema, connection, name),
    problem: problems.get(`${connection}.${name}`),
    readOnly,
  };
}

/** A text of a connection. */
export function TextSetting({ connection, name, placeholder, ...frame }: Props) {
  const { id, value, set, problem, readOnly } = useSetting(connection, name);

  return (
    <Frame {...frame} problem={problem}>
      <Input
        id={id}
        width={60}
        value={typeof value === 'string' ? value : ''}
        placeholder={placeholder}
        disabled={readOnly}
        onChange={(event) => set(event.currentTarget.value)}
      />
    </Frame>
  );
}

/** A whole number of a connection; the schema knows its range and what holds when it is empty. */
export function NumberSetting({ connection, name, ...frame }: Props) {
  const { id, value, set, schema, problem, readOnly } = useSetting(connection, name);

  return (
    <Frame {...frame} problem={problem}>
      <Input
        id={id}
        type="number"
        width={20}
        min={schema?.minimum}
        max={schema?.maximum}
        value={typeof value === 'number' ? value : ''}
        placeholder={schema?.default === undefined ? undefined : String(schema.default)}
        disabled={readOnly}
        onChange={({ currentTarget }) => set(currentTarget.value === '' ? undefined : Number(currentTarget.value))}
      />
    </Frame>
  );
}

/** A switch of a connection. */
export function SwitchSetting({ connection, name, ...frame }: Props) {
  const { id, value, set, problem, readOnly } = useSetting(connection, name);

  return (
    <Frame {...frame} problem={problem}>
      <Switch
        id={id}
        value={value === true}
        disabled={readOnly}
        onChange={(event) => set(event.currentTarget.checked)}
      />
    </Frame>
  );
}

type FrameProps = Pick<Props, 'label' | 'description' | 'required'> & {
  problem?: string;
  children: ReactElement<Record<string, unknown>>;
};

/** A control with its label, its meaning and what is wrong with its value. */
function Frame({ problem, children, ...field }: FrameProps) {
  return (
    <Field {...field} invalid={Boolean(problem)} error={problem} noMargin>
      {children}
    </Field>
  );
}
