import { Field, Input, SecretInput, SecretTextArea } from '@grafana/ui';

import { useConfig } from '../ConfigContext';
import { isSecretStored, withoutSecrets, withSecret } from '../settingsChange';

interface Props {
  /** The key in `secureJsonData`. */
  name: string;
  label: string;
  description?: string;
  placeholder?: string;
  /** A text of several lines, such as a certificate. */
  multiline?: boolean;
  required?: boolean;
}

/** A secret: typed once, then only known to be there until it is reset. */
export function SecretField({ name, label, description, placeholder, multiline, required }: Props) {
  const { options, change, readOnly } = useConfig();
  const isConfigured = isSecretStored(options, name);
  const id = `headroom-secret-${name}`;
  if (readOnly) {
    return (
      <Field label={label} description={description} noMargin>
        <Input id={id} width={60} disabled placeholder={isConfigured ? 'configured' : 'not set'} />
      </Field>
    );
  }
  const control = {
    id,
    isConfigured,
    value: options.secureJsonData?.[name] ?? '',
    placeholder,
    onReset: () => change(withoutSecrets(options, name)),
  };

  return (
    <Field label={label} description={description} required={required} noMargin>
      {multiline ? (
        <SecretTextArea
          {...control}
          rows={5}
          cols={66}
          onChange={(event) => change(withSecret(options, name, event.currentTarget.value))}
        />
      ) : (
        <SecretInput
          {...control}
          width={60}
          autoComplete="new-password"
          onChange={(event) => change(withSecret(options, name, event.currentTarget.value))}
        />
      )}
    </Field>
  );
}
