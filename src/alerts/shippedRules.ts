import { buildRule } from './buildRule';
import { defaultParameters } from './defaults';
import { SHIPPED_DATASOURCE_UID } from './identity';
import type { RuleKind } from './kinds/RuleKind';
import { TABLE_TRAFFIC } from './kinds/tableTraffic';
import type { Profile } from './profile';
import type { FileGroup } from './provisioningFile';
import { ruleKinds } from './ruleKinds';

const FOLDER = 'Headroom';

/** The rules that come with the plugin as a provisioning file: every kind, about everything, by the shipped profile. */
export function shippedGroups(profile: Profile): FileGroup[] {
  const traffic = [TABLE_TRAFFIC];
  return [
    group(
      'Headroom health',
      ruleKinds(profile).filter((kind) => !traffic.includes(kind)),
      profile
    ),
    group('Headroom traffic', traffic, profile),
  ];
}

function group(name: string, kinds: RuleKind[], profile: Profile): FileGroup {
  return {
    name,
    folder: FOLDER,
    intervalSeconds: Math.min(...kinds.map(({ intervalSeconds }) => intervalSeconds)),
    rules: kinds.map((kind) =>
      buildRule(kind, defaultParameters(kind, profile), {
        dataSourceUid: SHIPPED_DATASOURCE_UID,
        folderUid: '',
        group: name,
      })
    ),
  };
}
