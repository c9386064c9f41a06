import { parse } from 'yaml';

import { FINGERPRINT_ANNOTATION } from './fingerprint';
import { provisioningYaml } from './provisioningYaml';
import { ruleKinds } from './ruleKinds';
import { SHIPPED_PROFILE } from './testing/shippedProfile';
import { newRule } from './testing/storedRule';

const RULE_KINDS = ruleKinds(SHIPPED_PROFILE);

const TEAM = 'équipe "$A" #1: {x}';
const rule = newRule(
  RULE_KINDS[0]!,
  { runbookUrl: 'https://wiki.example/$HOME' },
  { team: TEAM, contactPoint: "it's $5" }
);
const yaml = provisioningYaml([
  { name: 'Headroom "$A"', folder: 'Zahlungen \\/ €', intervalSeconds: 60, rules: [rule] },
]);

// What Grafana does to most texts of a provisioning file.
const expand = (text: string) =>
  text
    .split('$$')
    .map((part) => part.replace(/\$\w+/g, ''))
    .join('$');

test('every name survives YAML and the expansion of variables', () => {
  const { apiVersion, groups } = parse(yaml);
  const [group] = groups;

  expect([apiVersion, group.orgId, group.interval]).toEqual([1, 1, '60s']);
  expect([group.name, group.folder].map(expand)).toEqual(['Headroom "$A"', 'Zahlungen \\/ €']);
  expect(expand(group.rules[0].labels.team)).toBe(TEAM);
  expect(expand(group.rules[0].notification_settings.receiver)).toBe("it's $5");
});

test('queries and annotations are as in the rule, since nothing is expanded there', () => {
  const [{ data, annotations }] = parse(yaml).groups[0].rules;

  expect(data).toEqual(rule.data);
  expect(annotations).toEqual({ ...rule.annotations, [FINGERPRINT_ANNOTATION]: undefined });
  expect(Object.keys(annotations)).not.toContain(FINGERPRINT_ANNOTATION);
  expect(annotations.summary).toContain('$values');
  expect(annotations.runbook_url).toBe('https://wiki.example/$HOME');
});
