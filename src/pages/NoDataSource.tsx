import { locationUtil } from '@grafana/data';
import { EmptyState, LinkButton } from '@grafana/ui';

/** What a page shows in a Grafana that has the app and no data source of it yet. */
export function NoDataSource() {
  return (
    <EmptyState
      variant="call-to-action"
      message="Headroom has no data source yet"
      button={
        <LinkButton href={locationUtil.assureBaseUrl('/connections/datasources/new')} icon="database" size="lg">
          Add a Headroom data source
        </LinkButton>
      }
    >
      A Headroom data source reads your Prometheus and your PostgreSQL and computes every number of this page. Adding
      one takes the permission to create data sources; an administrator has it.
    </EmptyState>
  );
}
