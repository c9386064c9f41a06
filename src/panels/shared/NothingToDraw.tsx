import { LoadingState, type PanelData } from '@grafana/data';
import type { ReactNode } from 'react';

import { PanelMessage } from './PanelMessage';

/** Status of an answer to somebody without the permission. */
const FORBIDDEN = 403;

interface Props {
  data: PanelData;
  /** What to say when the data came and holds nothing for the panel. */
  children: ReactNode;
}

/** For a panel without anything to draw: the failure if there is one, nothing while waiting, else what it is given. */
export function NothingToDraw({ data, children }: Props) {
  // Grafana reports a request that failed as a whole in `error` alone.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const error = data.errors?.[0] ?? data.error;
  if (error) {
    const isForbidden = error.status === FORBIDDEN;
    return (
      <PanelMessage title={isForbidden ? 'You may not see this' : 'The query failed'} isFailure>
        {error.message ?? error.data?.message ?? error.statusText ?? 'The data source gave no reason'}
        <br />
        {isForbidden
          ? 'Ask an administrator for the permission to query this data source.'
          : 'If this stays, test the data source under Connections.'}
      </PanelMessage>
    );
  }
  const isWaiting = data.state === LoadingState.Loading || data.state === LoadingState.NotStarted;
  return isWaiting ? null : children;
}
