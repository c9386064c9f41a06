import type { TimeRange } from '@grafana/data';
import type { DataQuery } from '@grafana/schema';
import { useEffect, useState } from 'react';

import { explain, explainRequest } from '../shared/explanation/explanation';
import type { Kpi, KpiEvidence } from '../shared/explanation/kpi';
import { evidenceOfAnswer } from '../shared/explanation/kpiEvidence';

/**
 * The evidence of one KPI from its data source; undefined until it arrives. Without a query, or when the data source
 * gives none, it stays undefined: the frame's own evidence is there to show.
 */
export function useExplanation(kpi: Kpi, query: DataQuery | undefined, range: TimeRange): KpiEvidence | undefined {
  const [explained, setExplained] = useState<{ request: string; answer: unknown }>();
  // As text, so that a render with equal parts does not ask again.
  const request = query && JSON.stringify(explainRequest(query, kpi.labels, range));

  useEffect(() => {
    let isWanted = request !== undefined;
    if (request !== undefined) {
      explain(JSON.parse(request)).then(
        (answer) => isWanted && setExplained({ request, answer }),
        () => undefined
      );
    }
    return () => {
      isWanted = false;
    };
  }, [request]);

  const isCurrent = explained !== undefined && explained.request === request;
  return isCurrent ? evidenceOfAnswer(explained.answer)(kpi.kpi, kpi.labels) : undefined;
}
