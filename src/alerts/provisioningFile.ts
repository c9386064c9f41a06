import type { AlertRule } from './alertRule';
import { FINGERPRINT_ANNOTATION } from './fingerprint';

/** A rule group for a provisioning file. */
export interface FileGroup {
  name: string;
  /** Path of the folder by titles; a slash in a title is written with a backslash before it. */
  folder: string;
  intervalSeconds: number;
  rules: AlertRule[];
}

/**
 * The groups in the shape of Grafana's alerting provisioning files. Grafana expands `$NAME` in these files from its
 * environment, except in queries and annotations; elsewhere a dollar sign is written twice.
 */
export function provisioningFile(groups: FileGroup[]) {
  return {
    apiVersion: 1,
    groups: groups.map(({ name, folder, intervalSeconds, rules }) => ({
      orgId: 1,
      name: unexpanded(name),
      folder: unexpanded(folder),
      interval: `${intervalSeconds}s`,
      rules: rules.map(fileRule),
    })),
  };
}

function fileRule({ title, annotations, labels, notification_settings: settings, ...rule }: AlertRule) {
  // People cannot edit a provisioned rule, and a new file replaces it: there is nothing to recognise later.
  const { [FINGERPRINT_ANNOTATION]: _, ...told } = annotations;
  return {
    uid: rule.uid,
    title: unexpanded(title),
    condition: rule.condition,
    data: rule.data,
    for: rule.for,
    noDataState: rule.noDataState,
    execErrState: rule.execErrState,
    labels: Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, unexpanded(value)])),
    annotations: told,
    ...(settings && { notification_settings: { receiver: unexpanded(settings.receiver) } }),
  };
}

const unexpanded = (text: string) => text.replaceAll('$', '$$$$');
