import { PanelMessage } from '../shared/PanelMessage';

/** Says why data that came makes no tile, and what to do next. */
export function ScorecardMessage({ otherFrames }: { otherFrames: number }) {
  if (otherFrames > 0) {
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
