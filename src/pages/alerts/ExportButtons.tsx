import { AppEvents } from '@grafana/data';
import { getAppEvents } from '@grafana/runtime';
import { Button } from '@grafana/ui';

import type { Profile } from '../../alerts/profile';
import { failureReason } from '../failureReason';

interface Props {
  dataSourceUid: string;
  profile: Profile;
}

/** Every rule as files, for a Grafana that is provisioned and for a ruler of Prometheus or Mimir. */
export function ExportButtons({ dataSourceUid, profile }: Props) {
  const download = async (what: 'grafana' | 'prometheus') => {
    try {
      const files = await import(/* webpackChunkName: "alert-files" */ './ruleFiles');
      await (what === 'grafana'
        ? files.downloadGrafanaRules(profile, dataSourceUid)
        : files.downloadPrometheusRules(dataSourceUid));
    } catch (error) {
      getAppEvents().publish({
        type: AppEvents.alertError.name,
        payload: ['The rules could not be exported', failureReason(error)],
      });
    }
  };

  return (
    <>
      <Button variant="secondary" icon="download-alt" onClick={() => download('grafana')}>
        Provisioning file
      </Button>
      <Button variant="secondary" icon="download-alt" onClick={() => download('prometheus')}>
        Prometheus rules
      </Button>
    </>
  );
}
