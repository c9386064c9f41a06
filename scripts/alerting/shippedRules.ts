// Writes the provisioning file of alert rules that comes with the plugin from the rules that the Alerts page offers and
// the targets of the shipped profile. With --check nothing is written and a file that would change fails the run.
import { readFileSync, writeFileSync } from 'fs';
import { resolve } from 'path';
import { parse } from 'yaml';

import type { Profile } from '../../src/alerts/profile';
import { provisioningYaml } from '../../src/alerts/provisioningYaml';
import { shippedGroups } from '../../src/alerts/shippedRules';

const PREAMBLE = `# Generated from src/alerts and the targets of pkg/catalog/default.yaml by \`npm run generate:alerting\`; do not edit.
#
# Alert rules over the Headroom data source (uid: headroom). Grafana expands \`$NAME\` in labels but not in annotations,
# where \`$labels\` and \`$values\` are the alert's own. A changed target (profile.targets) needs a changed bound here; the
# app's Alerts page writes rules for the profile in use, and exports them as such a file.
#
# What an answer becomes: a null value is "no data" for that instance alone. Most rules take it as normal
# (noDataState: OK), because the rule "Evidence missing" alone watches for it: its bound is never crossed, and it fires
# through noDataState, once for every KPI without a value. A data source that does not answer is an error of every rule.
`;

const root = resolve(__dirname, '../..');
const file = 'provisioning/alerting/headroom-rules.yaml';
const profile: Profile = parse(readFileSync(resolve(root, 'pkg/catalog/default.yaml'), 'utf8'));
const text = PREAMBLE + provisioningYaml(shippedGroups(profile));

if (!process.argv.includes('--check')) {
  writeFileSync(resolve(root, file), text);
} else if (text !== readFileSync(resolve(root, file), 'utf8')) {
  process.stderr.write(`out of date: ${file}; run \`npm run generate:alerting\`\n`);
  process.exitCode = 1;
}
