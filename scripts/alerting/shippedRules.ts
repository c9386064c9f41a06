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
# (noDataState: OK), because two rules of their own watch for it: "Evidence missing" for signals that stop, "KPI without
# a verdict" for what they leave open. A data source that does not answer is an error of every rule (execErrState:
# Error), for which summaries have words of their own, as an error has no values and no labels to speak of.
#
# "Evidence missing": name the signals that you have. One that nothing stands for is covered by 0, and alerts.
#
# "Table traffic outside its range": a position is 0 inside the declared range and the decimal logarithm of the distance
# outside it; 0.301 is a factor of two.
#
# The annotations __dashboardUid__ and __panelId__ lead from an alert to the panel that shows its number.
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
