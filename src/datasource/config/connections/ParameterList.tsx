import { Field, TextArea } from '@grafana/ui';
import { useState } from 'react';

import { isRecord } from '../settingsChange';
import { useSetting } from './SettingField';

/** Query parameters that go with every request, one a line. */
export function ParameterList() {
  const { id, value, set, problem, readOnly } = useSetting('prometheus', 'queryParameters');
  const [text, setText] = useState(() => writeParameters(value));
  const parameters = readParameters(text);

  return (
    <Field
      label="Query parameters"
      description="Added to every request, one name=value a line; not secret"
      invalid={!parameters || Boolean(problem)}
      error={parameters ? problem : 'Each line needs a name, an equals sign and a value'}
      noMargin
    >
      <TextArea
        id={id}
        rows={2}
        cols={66}
        value={text}
        placeholder="max_source_resolution=5m"
        disabled={readOnly}
        onChange={(event) => {
          setText(event.currentTarget.value);
          const read = readParameters(event.currentTarget.value);
          if (read) {
            set(read);
          }
        }}
      />
    </Field>
  );
}

function writeParameters(value: unknown): string {
  return isRecord(value)
    ? Object.entries(value)
        .map(([name, parameter]) => `${name}=${String(parameter)}`)
        .join('\n')
    : '';
}

/** `undefined` when a line is no parameter. */
function readParameters(text: string): Record<string, string> | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const parts = lines.map((line) => /^\s*([^=\s]+)\s*=(.*)$/.exec(line));
  return parts.every((part) => part !== null)
    ? Object.fromEntries(parts.map(([, name, parameter]) => [name, parameter?.trim()]))
    : undefined;
}
