import { buildRule } from './buildRule';
import { defaultParameters } from './defaults';
import { SHIPPED_DATASOURCE_UID } from './identity';
import type { RuleKind } from './kinds/RuleKind';
import { TABLE_TRAFFIC } from './kinds/tableTraffic';
import type { Profile } from './profile';
import type { FileGroup } from './provisioningFile';
import { ruleKinds } from './ruleKinds';

const FOLDER = 'Headroom';

/**
 * Every kind of rule that needs no mapping, about everything and held against the profile's own targets, as groups for a
 * provisioning file. Those of the shipped profile come with the plugin.
 */
export function shippedGroups(profile: Profile, dataSourceUid = SHIPPED_DATASOURCE_UID): FileGroup[] {
  const traffic = [TABLE_TRAFFIC];
  return [
    group(
      'Headroom health',
      ruleKinds(profile).filter((kind) => !kind.needsMapping && !traffic.includes(kind)),
      profile,
      dataSourceUid
    ),
    group('Headroom traffic', traffic, profile, dataSourceUid),
  ];
}

function group(name: string, kinds: RuleKind[], profile: Profile, dataSourceUid: string): FileGroup {
  return {
    name,
    folder: FOLDER,
    intervalSeconds: Math.min(...kinds.map(({ intervalSeconds }) => intervalSeconds)),
    rules: kinds.map((kind) =>
      buildRule(kind, defaultParameters(kind, profile), {
        dataSourceUid,
        folderUid: '',
        group: name,
      })
    ),
  };
}
