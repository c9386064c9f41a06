import { ConfigSubSection } from '@grafana/plugin-ui';
import { Field, RadioButtonGroup, Stack } from '@grafana/ui';
import { useState } from 'react';

import { useConfig } from '../ConfigContext';
import { authenticationOf, withAuthentication, type AuthenticationMethod } from '../prometheusAuthentication';
import { SecretField } from './SecretField';
import { TextSetting } from './SettingField';

const METHODS: Array<{ value: AuthenticationMethod; label: string }> = [
  { value: 'none', label: 'None' },
  { value: 'basic', label: 'User and password' },
  { value: 'token', label: 'Bearer token' },
];

/** How Grafana shows who it is to Prometheus: in one way, or not at all. */
export function PrometheusAuthentication() {
  const { options, change, readOnly } = useConfig();
  // A method that was chosen has nothing stored before its first field is typed.
  const [chosen, setChosen] = useState<AuthenticationMethod>();
  const method = chosen ?? authenticationOf(options);

  return (
    <ConfigSubSection title="Authentication">
      <Stack direction="column" gap={2}>
        <Field label="Method" noMargin>
          <RadioButtonGroup
            aria-label="Method of authentication"
            options={METHODS}
            value={method}
            disabled={readOnly}
            onChange={(next) => {
              setChosen(next);
              change(withAuthentication(options, next));
            }}
          />
        </Field>
        {method === 'basic' && (
          <>
            <TextSetting connection="prometheus" name="basicAuthUser" label="User" required />
            <SecretField name="prometheusPassword" label="Password" />
          </>
        )}
        {method === 'token' && (
          <SecretField
            name="prometheusToken"
            label="Token"
            description="Sent as “Authorization: Bearer …”; without the word Bearer"
            required
          />
        )}
      </Stack>
    </ConfigSubSection>
  );
}
