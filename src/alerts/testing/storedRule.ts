import type { AlertRule, StoredRule } from '../alertRule';
import { buildRule } from '../buildRule';
import { defaultParameters } from '../defaults';
import type { RuleKind } from '../kinds/RuleKind';
import type { Placement, RuleParameters } from '../parameters';
import { SHIPPED_PROFILE } from './shippedProfile';

const PLACEMENT: Placement = { dataSourceUid: 'headroom', folderUid: 'folder', group: 'Headroom' };

/** A rule as the page makes it where a person changes only this. */
export function newRule(
  kind: RuleKind,
  parameters: Partial<RuleParameters> = {},
  placement: Partial<Placement> = {}
): AlertRule {
  return buildRule(
    kind,
    { ...defaultParameters(kind, SHIPPED_PROFILE), ...parameters },
    { ...PLACEMENT, ...placement }
  );
}

/** The rule as Grafana 12.3.0 answers it: with what it adds to every model, and no more. */
export function asStored(rule: AlertRule): StoredRule {
  return {
    ...rule,
    keep_firing_for: '0s',
    data: rule.data.map((query) => ({ ...query, model: { ...query.model, intervalMs: 1000, maxDataPoints: 43_200 } })),
  };
}
