import { PanelMessage } from '../shared/PanelMessage';
import type { ScalingModel } from './scalingModel';

/** Says why data that came makes no table, and what to do next. */
export function ScalingMessage({ model: { columns, rows, otherFrames } }: { model: ScalingModel }) {
  if (rows.length > 0) {
    return (
      <PanelMessage title="Nothing beside the tenants">
        The answer has a column “tenants”, and no other numbers. Add the query types “projection” and “requirements”, or
        keep more columns in the transformation.
      </PanelMessage>
    );
  }
  if (otherFrames > 0) {
    return (
      <PanelMessage title="No tenants in this data">
        The answer has no column “tenants” with numbers. Use the Headroom data source with the query types “projection”
        and “requirements”, or rename the column in a transformation.
      </PanelMessage>
    );
  }
  if (columns.length > 0) {
    return (
      <PanelMessage title="No row in this data">
        The answer has the columns of the table, and no number of tenants. Name some in the queries, or in the rows of
        the data source’s profile. If they arrive as text, add the transformation Convert field type.
      </PanelMessage>
    );
  }
  return (
    <PanelMessage title="No data for a scaling table">
      Add queries to the Headroom data source with the query types “projection” and “requirements”. If there are some,
      name numbers of tenants in them, or in the rows of the data source’s profile.
    </PanelMessage>
  );
}
