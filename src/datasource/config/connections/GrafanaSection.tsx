import { ConfigSection } from '@grafana/plugin-ui';
import { Stack } from '@grafana/ui';

import { useConfig } from '../ConfigContext';
import { connectionOf, hasSettings, isSecretStored } from '../settingsChange';
import { SecretField } from './SecretField';
import { NumberSetting, TextSetting } from './SettingField';

/** The Grafana whose annotations tell incidents and deployments. */
export function GrafanaSection() {
  const { options } = useConfig();
  const isUsed =
    isSecretStored(options, 'grafanaToken') ||
    hasSettings(connectionOf(options.jsonData, 'grafana'), ['url', 'timeoutSeconds']);

  return (
    <ConfigSection
      title="Grafana annotations"
      description="Where incidents or deployments are annotations. Leave it empty when they are not."
      isCollapsible
      isInitiallyOpen={isUsed}
    >
      <Stack direction="column" gap={2}>
        <SecretField
          name="grafanaToken"
          label="Service account token"
          description="Of a service account with the role Viewer; it reads annotations, and nothing else is asked with it"
          placeholder="glsa_…"
        />
        <TextSetting
          connection="grafana"
          name="url"
          label="Address of Grafana"
          description="This Grafana’s own root_url when empty"
          placeholder="https://grafana.example.com"
        />
        <NumberSetting
          connection="grafana"
          name="timeoutSeconds"
          label="Timeout of annotations"
          description="Seconds for one request"
        />
      </Stack>
    </ConfigSection>
  );
}
