import fc from 'fast-check';

import { buildRule } from './buildRule';
import { placementOf, parametersOf } from './readRule';
import { ruleKinds } from './ruleKinds';
import { SHIPPED_PROFILE } from './testing/shippedProfile';
import { asStored } from './testing/storedRule';

const RULE_KINDS = ruleKinds(SHIPPED_PROFILE);

const name = fc.string({ minLength: 1, unit: 'grapheme' });

test('a rule tells the parameters and the place from which it was made, whatever the names', () => {
  const choice = fc.record({
    kind: fc.constantFrom(...RULE_KINDS),
    percent: fc.integer({ min: 1, max: 99 }),
    window: fc.option(fc.constantFrom('3m', '1h', '30d'), { nil: undefined }),
    text: fc.option(name, { nil: undefined }),
    list: fc.option(fc.array(name, { minLength: 1, maxLength: 3 }), { nil: undefined }),
    team: fc.option(name, { nil: undefined }),
    contactPoint: fc.option(name, { nil: undefined }),
  });

  fc.assert(
    fc.property(choice, ({ kind, percent, window, text, list, ...to }) => {
      const scope = {
        service: undefined,
        environment: undefined,
        tables: undefined,
        tiers: undefined,
        signals: undefined,
      };
      kind.scopes.forEach((part) =>
        Object.assign(scope, { [part]: ['tables', 'tiers', 'signals'].includes(part) ? list : text })
      );
      const parameters = {
        // Factors reach from 1 to 10, ratios from 0 to 1.
        limit: kind.limit && (kind.id === 'table-traffic' ? (100 + percent) / 100 : percent / 100),
        for: '5m',
        window: kind.profileWindow && window,
        scope,
        severity: 'ticket' as const,
        runbookUrl: text,
      };
      const placement = { dataSourceUid: 'ds', folderUid: 'f', group: 'g', ...to };
      const rule = asStored(buildRule(kind, parameters, placement));

      expect(parametersOf(kind, rule)).toEqual(parameters);
      expect(placementOf(kind, rule)).toEqual(placement);
    })
  );
});

test('a rule that a person took apart tells what is left', () => {
  const [kind] = RULE_KINDS;
  const empty = { uid: 'u', title: '', folderUID: 'f', ruleGroup: 'g', condition: 'A', data: [], for: '0s' };
  const rule = { ...empty, noDataState: 'OK', execErrState: 'OK', isPaused: false };

  expect(parametersOf(kind!, rule)).toEqual({
    limit: undefined,
    for: '0s',
    window: undefined,
    scope: {},
    severity: 'page',
  });
  expect(placementOf(kind!, rule)).toEqual({ dataSourceUid: '', folderUid: 'f', group: 'g' });
});
