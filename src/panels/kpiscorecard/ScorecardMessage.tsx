import { LoadingState, type PanelData } from '@grafana/data';

import { PanelMessage } from '../shared/PanelMessage';
import type { KpiAnswer } from './kpiAnswer';

/** Says why there is no tile, and what to do next. */
export function ScorecardMessage({ data, answer }: { data: PanelData; answer: KpiAnswer }) {
  // Grafana reports a request that failed as a whole in `error` alone.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const error = data.errors?.[0] ?? data.error;
  if (error) {
    return (
      <PanelMessage title="The KPIs could not be read" isFailure>
        {error.message ?? error.data?.message ?? error.statusText ?? 'The data source gave no reason.'} If it stays,
        test the data source under Connections.
      </PanelMessage>
    );
  }
  if (data.state === LoadingState.Loading || data.state === LoadingState.NotStarted) {
    return null;
  }
  if (answer.otherFrames > 0) {
    return (
      <PanelMessage title="No KPI in this data">
        The answer has neither the columns “kpi” and “value” nor time series with a label “kpi”. Use the Headroom data
        source with the query type “kpi”, beside it “kpi_trend” for the trends, or rename the columns in a
        transformation.
      </PanelMessage>
    );
  }
  return (
    <PanelMessage title="No KPI asked for">
      Add a query to the Headroom data source with the query type “kpi” and the format “table”. If there is one, its
      filters may leave nothing over.
    </PanelMessage>
  );
}
