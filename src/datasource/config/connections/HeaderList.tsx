import { Button, Field, IconButton, Input, Stack } from '@grafana/ui';
import { useState } from 'react';

import { useConfig } from '../ConfigContext';
import { withoutSecrets, withSetting } from '../settingsChange';
import { SecretField } from './SecretField';
import { useSetting } from './SettingField';

/** The secret that holds the value of a header. */
const secretOf = (header: string) => `prometheusHeader.${header}`;

/** The characters of a header's name (RFC 9110, section 5.6.2). */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** Headers that go with every request. Their names are settings, their values secrets. */
export function HeaderList() {
  const { options, change, readOnly } = useConfig();
  const { value, problem } = useSetting('prometheus', 'customHeaders');
  const headers = Array.isArray(value) ? value.map(String) : [];
  const [name, setName] = useState('');
  const wrong = wrongWithName(name, headers) ?? problem;

  const add = () => {
    change(withSetting(options, 'prometheus', 'customHeaders', [...headers, name]));
    setName('');
  };
  const remove = (header: string) => {
    const rest = headers.filter((other) => other !== header);
    change(withoutSecrets(withSetting(options, 'prometheus', 'customHeaders', rest), secretOf(header)));
  };

  return (
    <>
      {headers.map((header) => (
        <Stack key={header} alignItems="flex-end">
          <SecretField name={secretOf(header)} label={`Value of ${header}`} required />
          <IconButton
            name="trash-alt"
            size="xl"
            tooltip={`Remove header ${header}`}
            disabled={readOnly}
            onClick={() => remove(header)}
          />
        </Stack>
      ))}
      <Field
        label="Header"
        description="Sent with every request, for example X-Scope-OrgID for a tenant of Mimir"
        invalid={Boolean(wrong)}
        error={wrong}
        noMargin
      >
        <Input
          id="headroom-prometheus-header"
          width={60}
          value={name}
          placeholder="X-Scope-OrgID"
          disabled={readOnly}
          onChange={(event) => setName(event.currentTarget.value.trim())}
          addonAfter={
            <Button variant="secondary" disabled={readOnly || name === '' || Boolean(wrong)} onClick={add}>
              Add header
            </Button>
          }
        />
      </Field>
    </>
  );
}

function wrongWithName(name: string, headers: string[]): string | undefined {
  if (name !== '' && !TOKEN.test(name)) {
    return 'The name alone: letters, digits and hyphens. Its value is a secret and is asked for next';
  }
  const isThere = headers.some((header) => header.toLowerCase() === name.toLowerCase());
  return isThere ? `${name} is already sent` : undefined;
}
