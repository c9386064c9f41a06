import { readFileSync } from 'fs';

import type { StoredRule } from './alertRule';
import { editedByHand, fingerprint } from './fingerprint';
import { ruleKinds } from './ruleKinds';
import { SHIPPED_PROFILE } from './testing/shippedProfile';
import { asStored, newRule } from './testing/storedRule';

interface RuleGroup {
  rules: StoredRule[];
}

const RULE_KINDS = ruleKinds(SHIPPED_PROFILE);

const stored = asStored(newRule(RULE_KINDS[0]!, { for: '90s' }, { team: 'payments', contactPoint: 'on-call "A"' }));
const changed = (change: Partial<StoredRule>) => editedByHand({ ...stored, ...change });

test('a rule as Grafana stores it is as Headroom wrote it', () => {
  expect(editedByHand(stored)).toBe(false);
});

test.each<[string, Partial<StoredRule>]>([
  ['is paused', { isPaused: true }],
  ['stands in another folder and group', { folderUID: 'x', ruleGroup: 'y' }],
  ['has its duration written otherwise', { for: '1m30s' }],
  ['has a provenance', { provenance: 'file' }],
])('it stays so when it %s', (_, change) => {
  expect(changed(change)).toBe(false);
});

const [query, condition] = stored.data;

test.each<[string, Partial<StoredRule>]>([
  ['title', { title: 'mine' }],
  ['time to hold', { for: '2m' }],
  ['time to keep firing', { keep_firing_for: '1m' }],
  [
    'threshold',
    {
      data: [
        query!,
        { ...condition!, model: { ...condition!.model, conditions: [{ evaluator: { type: 'lt', params: [0.5] } }] } },
      ],
    },
  ],
  ['query', { data: [{ ...query!, model: { ...query!.model, window: '1h' } }, condition!] }],
  ['data source', { data: [{ ...query!, datasourceUid: 'other' }, condition!] }],
  ['label', { labels: { ...stored.labels, severity: 'ticket' } }],
  ['annotation', { annotations: { ...stored.annotations, summary: 'mine' } }],
  ['contact point', { notification_settings: { receiver: 'other' } }],
  ['missing values', { noDataState: 'NoData' }],
  ['errors', { execErrState: 'OK' }],
  ['fingerprint, which is gone', { annotations: {} }],
])('a person changed its %s', (_, change) => {
  expect(changed(change)).toBe(true);
});

test('what a real Grafana answers has the fingerprint of what was written', () => {
  const { exchanges } = JSON.parse(
    readFileSync('demo/internal/preview/server/testdata/alerting-contract.json', 'utf8')
  ) as { exchanges: Array<{ name: string; body?: RuleGroup; answer: RuleGroup }> };
  const written = exchanges.find(({ name }) => name === 'writes a whole group')?.body?.rules ?? [];
  const shown = exchanges.find(({ name }) => name === 'shows the group with what it added to the models')?.answer.rules;

  expect(written).toHaveLength(2);
  expect(shown?.map(fingerprint)).toEqual(written.map(fingerprint));
});
