import type { DataSourcePluginOptionsEditorProps } from '@grafana/data';
import { ConfigSection } from '@grafana/plugin-ui';
import { Field, Input } from '@grafana/ui';
import type { ChangeEvent } from 'react';

import type { HeadroomSettings } from './settings';

export function ConfigEditor({ options, onOptionsChange }: DataSourcePluginOptionsEditorProps<HeadroomSettings>) {
  const { jsonData } = options;

  const onUrlChange = (event: ChangeEvent<HTMLInputElement>) =>
    onOptionsChange({
      ...options,
      jsonData: { ...jsonData, prometheus: { ...jsonData.prometheus, url: event.currentTarget.value } },
    });

  return (
    <ConfigSection title="Prometheus">
      <Field label="URL" description="Address of a Prometheus-compatible API" noMargin>
        <Input
          id="prometheus-url"
          width={60}
          value={jsonData.prometheus?.url ?? ''}
          placeholder="http://prometheus:9090"
          onChange={onUrlChange}
        />
      </Field>
    </ConfigSection>
  );
}
