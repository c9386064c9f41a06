/** What a value is, in words, by the id of its formula; `docs/kpi` defines each. */
const FORMULAS: Record<string, string> = {
  'availability.probe': 'Time up ÷ time observed by probes',
  'availability.requests': 'Good ÷ valid requests',
  'latency_p95.histogram': '95th percentile of the summed histogram',
  'latency_p95.exact': '95th percentile of the requests',
  'error_ratio.requests': 'Failed ÷ all requests',
  'error_budget.burn_rate': 'Lower burn rate of the two windows ÷ factor of the alert',
  'throughput.capacity': 'Highest rate sustained in good health',
  'utilization.hottest_p95': '95th percentile of the hottest instance',
  'mttr.resolved': 'Mean duration of resolved incidents',
  'mtbf.outages': 'Operating time ÷ outages',
  'deployment_frequency.weekly_median': 'Median of successful deployments by week',
  'change_failure_ratio.deployments': 'Failed ÷ all deployments',
};

/** The formula in words; an id that is not known stays as it is. */
export function formulaText(formula: string): string {
  return Object.hasOwn(FORMULAS, formula) ? FORMULAS[formula]! : formula;
}
