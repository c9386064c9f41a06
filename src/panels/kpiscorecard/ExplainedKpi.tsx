import type { PanelProps } from '@grafana/data';

import type { Kpi } from '../shared/explanation/kpi';
import { exploreUrl } from '../shared/exploreUrl';
import { Explanation } from './Explanation';
import { kpiQuery } from './kpiQuery';
import { useExplanation } from './useExplanation';

interface Props {
  kpi: Kpi;
  /** Where the KPI is shown; its request and variables lead back to the query. */
  panel: Pick<PanelProps, 'data' | 'replaceVariables'>;
  onClose: () => void;
}

/** The explanation of a KPI, with what its data source adds to the frame. */
export function ExplainedKpi({ kpi, panel: { data, replaceVariables }, onClose }: Props) {
  const query = kpiQuery(kpi, data.request, replaceVariables);
  const explained = useExplanation(kpi, query, data.timeRange);

  return (
    <Explanation
      kpi={kpi}
      explained={explained}
      exploreUrl={query && exploreUrl(query, data.timeRange)}
      onClose={onClose}
    />
  );
}
