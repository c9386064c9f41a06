import { locationUtil } from '@grafana/data';
import { EmptyState, LinkButton } from '@grafana/ui';
import { useLocation } from 'react-router';

import { DATASOURCE_VARIABLE } from '../views/dataSource';

interface Props {
  /** The uid or name in the address. */
  asked: string;
}

/** What a page shows whose address names a data source that was deleted, or that the user may not query. */
export function MissingDataSource({ asked }: Props) {
  const { pathname, search } = useLocation();
  const others = new URLSearchParams(search);
  others.delete(`var-${DATASOURCE_VARIABLE}`);

  return (
    <EmptyState
      variant="not-found"
      message="The data source of this address is not available"
      button={
        <LinkButton href={locationUtil.assureBaseUrl(`${pathname}?${others}`)} icon="database" size="lg">
          Use another Headroom data source
        </LinkButton>
      }
    >
      There is no Headroom data source “{asked}” here, or you may not query it. It may have been deleted: ask whoever
      sent you the address, or an administrator.
    </EmptyState>
  );
}
