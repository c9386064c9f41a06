import type { DataSourcePluginOptionsEditorProps } from '@grafana/data';
import { Alert, Divider, Stack, Text } from '@grafana/ui';
import { useMemo } from 'react';

import type { Secrets } from '../../query/settings.gen';
import { useLastHealth } from '../health/lastHealth';
import type { HeadroomSettings } from '../settings';
import { ConfigProvider } from './ConfigContext';
import { GrafanaSection } from './connections/GrafanaSection';
import { PostgresSection } from './connections/PostgresSection';
import { PrometheusSection } from './connections/PrometheusSection';
import { HealthParts } from './HealthParts';
import { ProfileSection } from './profile/ProfileSection';
import { checkSettings } from './settingsCheck';
import type { JsonSchema } from './settingsSchema';
import { SignalsSection } from './signals/SignalsSection';
import { useResource } from './useResource';

type Props = DataSourcePluginOptionsEditorProps<HeadroomSettings, Secrets>;

/** Edits the settings of a data source: its connections, what stands for each signal, and the profile. */
export function ConfigEditor({ options, onOptionsChange }: Props) {
  const health = useLastHealth(options.uid);
  const { answer, error } = useResource<{ settings: JsonSchema }>(options.uid, 'schema');
  const schema = answer?.settings;
  const problems = useMemo(
    () => new Map(schema ? checkSettings(schema, options.jsonData).map(({ path, message }) => [path, message]) : []),
    [schema, options.jsonData]
  );
  const config = {
    options,
    change: onOptionsChange,
    readOnly: options.readOnly === true,
    schema,
    problems,
    version: health,
  };

  return (
    <ConfigProvider value={config}>
      <Stack direction="column" gap={1}>
        <Text color="secondary" element="p">
          Connect Prometheus, PostgreSQL or both. All the rest has defaults. “Save &amp; test” says what each part
          finds.
        </Text>
        {error && (
          <Text color="warning" element="p">
            Settings are not checked while you type, because the data source’s backend did not answer: {error}
          </Text>
        )}
        {problems.size > 0 && (
          <Alert severity="error" title="The data source refuses these settings">
            <ul>
              {[...problems].map(([path, message]) => (
                <li key={path}>
                  <code>{path}</code>: {message}
                </li>
              ))}
            </ul>
          </Alert>
        )}
        <Divider />
        <PrometheusSection />
        <Divider />
        <PostgresSection />
        <Divider />
        <GrafanaSection />
        <Divider />
        <SignalsSection />
        <Divider />
        <ProfileSection />
        {health && health.parts.length > 0 && (
          <>
            <Divider />
            <HealthParts health={health} />
          </>
        )}
      </Stack>
    </ConfigProvider>
  );
}
