import type { AppPluginMeta } from '@grafana/data';
import { getBackendSrv } from '@grafana/runtime';
import { Alert, Badge, Button } from '@grafana/ui';
import { useState } from 'react';

import { failureReason } from '../failureReason';
import { may } from '../permissions';
import { Section } from './Section';

interface Props {
  meta: AppPluginMeta;
  /** Grafana reads what plugins are enabled when a page is loaded. */
  reload?: () => void;
}

/** Whether the app is enabled, what that means, and the way to enable it. Grafana's own button disables it. */
export function AppState({ meta, reload = () => window.location.reload() }: Props) {
  const [failure, setFailure] = useState<string>();
  const enable = async () => {
    setFailure(undefined);
    try {
      const settings = { enabled: true, pinned: true, jsonData: meta.jsonData };
      await getBackendSrv().post(`/api/plugins/${meta.id}/settings`, settings, { showErrorAlert: false });
      reload();
    } catch (error) {
      setFailure(failureReason(error));
    }
  };

  return (
    <Section
      title="App"
      actions={
        meta.enabled ? (
          <Badge text="Enabled" color="green" icon="check" />
        ) : (
          <Badge text="Disabled" color="orange" icon="pause" />
        )
      }
    >
      <p>
        {meta.enabled
          ? 'The pages are in the navigation, and the dashboards were imported. Disabling the app takes both away.'
          : 'The pages are not in the navigation, and the dashboards are not imported.'}{' '}
        The data source, the panels and alert rules work either way. A provisioning file that names the app sets this
        anew each time Grafana starts.
      </p>
      {!meta.enabled && may('plugins:write') && <Button onClick={enable}>Enable Headroom</Button>}
      {!meta.enabled && !may('plugins:write') && <p>Ask an administrator to enable it.</p>}
      {failure && (
        <Alert severity="error" title="The app could not be enabled">
          {failure}
        </Alert>
      )}
    </Section>
  );
}
