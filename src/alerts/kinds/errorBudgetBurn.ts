import type { ErrorBudgetQuery, ErrorBudgetTrendQuery } from '../../query/query.gen';
import { durationSeconds, durationText } from '../duration';
import type { RuleParameters } from '../parameters';
import type { BurnRate, Profile } from '../profile';
import type { RuleKind } from './RuleKind';
import { trendStep } from './trendStep';

/** Length of a severity in a kind's id, which is of 20 characters with what stands before it. */
const SEVERITY_CHARACTERS = 15;

/** A rule for each severity of the profile's burn-rate policy, so that each can tell other people. */
export function errorBudgetRules({ errorBudget: { burnRates } }: Profile): RuleKind[] {
  const severities = new Set(burnRates.map(({ severity }) => severity));
  return [...severities].map((severity) =>
    errorBudgetBurn(
      severity,
      burnRates.filter((rate) => rate.severity === severity)
    )
  );
}

/** A rule that fires, once for each KPI and pair of windows, for budgets that burn too fast over both windows. */
function errorBudgetBurn(severity: string, rates: BurnRate[]): RuleKind {
  const asked = ({ scope: { service, environment } }: RuleParameters) => ({
    severities: [severity],
    ...(service && { service }),
    ...(environment && { environment }),
  });
  return {
    id: `burn-${severity.toLowerCase().replaceAll('_', '-').slice(0, SEVERITY_CHARACTERS)}`,
    title: `Error budget burns too fast (${severity})`,
    refId: 'burn',
    measure: 'Burn rate ÷ the rate that alerts',
    // Each row has its own factor, by which its value is divided.
    bound: { type: 'gt', params: [1] },
    scopes: ['service', 'environment'],
    severity,
    // The short window ends an alert soon after its cause; the long one keeps short disturbances out.
    for: '0s',
    intervalSeconds: 60,
    noDataState: 'OK',
    panel: { dashboardUid: 'headroom-overview', id: 1 },
    query: (parameters): ErrorBudgetQuery => ({ queryType: 'error_budget', ...asked(parameters) }),
    trend: (parameters, rangeSeconds): ErrorBudgetTrendQuery => ({
      queryType: 'error_budget_trend',
      measure: 'burn',
      ...asked(parameters),
      step: trendStep(rangeSeconds),
    }),
    condition: () => `an error budget burns so fast that ${rates.map(burnText).join(', or ')} would be gone`,
    summary: () =>
      '{{ with $labels.kpi }}The error budget of {{ . }} burns at {{ humanize $values.burn.Value }} times the rate that alerts, over {{ $labels.long_window }} and {{ $labels.short_window }}{{ else }}Error budgets cannot be computed{{ end }}',
    description: 'Open the Overview and group by service to see which one fails, and since when.',
  };
}

function burnText({ budgetShare, longWindow }: BurnRate): string {
  const seconds = durationSeconds(longWindow);
  return `${Number((budgetShare * 100).toPrecision(6))} % of it within ${seconds === undefined ? longWindow : durationText(seconds)}`;
}
