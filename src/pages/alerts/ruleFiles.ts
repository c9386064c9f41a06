import { getBackendSrv } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';

import type { Profile } from '../../alerts/profile';
import { provisioningYaml } from '../../alerts/provisioningYaml';
import { shippedGroups } from '../../alerts/shippedRules';
import { saveFile } from '../../panels/shared/export/saveFile';

const YAML = 'application/yaml';

/** Saves every rule, about everything and by the profile in use, as a file for `provisioning/alerting`. */
export function downloadGrafanaRules(profile: Profile, dataSourceUid: string): void {
  const text = provisioningYaml(shippedGroups(profile, dataSourceUid));
  saveFile('headroom-rules.yaml', new Blob([text], { type: YAML }));
}

/** Saves recording and alerting rules for a ruler of Prometheus or Mimir, as the data source writes them. */
export async function downloadPrometheusRules(dataSourceUid: string): Promise<void> {
  const { data } = await lastValueFrom(
    getBackendSrv().fetch<string>({
      url: `/api/datasources/uid/${encodeURIComponent(dataSourceUid)}/resources/rules`,
      params: { format: 'prometheus' },
      responseType: 'text',
      showErrorAlert: false,
    })
  );
  saveFile('headroom-prometheus-rules.yaml', new Blob([data], { type: YAML }));
}
