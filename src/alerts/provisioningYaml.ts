import { stringify } from 'yaml';

import { type FileGroup, provisioningFile } from './provisioningFile';

/** The groups as a file for `provisioning/alerting`. */
export function provisioningYaml(groups: FileGroup[]): string {
  // Templates and queries stay on one line, however long, and so read as they are.
  return stringify(provisioningFile(groups), { lineWidth: 0, singleQuote: true });
}
