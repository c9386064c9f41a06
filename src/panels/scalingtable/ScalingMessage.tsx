import { PanelMessage } from '../shared/PanelMessage';

/** Says why data that came makes no row, and what to do next. */
export function ScalingMessage({ otherFrames }: { otherFrames: number }) {
  if (otherFrames > 0) {
    return (
      <PanelMessage title="No tenants in this data">
        The answer has no column “tenants” with numbers. Use the Headroom data source with the query types “projection”
        and “requirements”, or rename the column in a transformation.
      </PanelMessage>
    );
  }
  return (
    <PanelMessage title="No projection asked for">
      Add queries to the Headroom data source with the query types “projection” and “requirements”. If there are, their
      list of tenants may be empty.
    </PanelMessage>
  );
}
