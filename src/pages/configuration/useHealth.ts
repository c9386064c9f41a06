import { getBackendSrv } from '@grafana/runtime';
import { useEffect, useState } from 'react';

import { failureReason } from '../failureReason';

/** What a data source says of its connections. */
export interface Health {
  isHealthy: boolean;
  message: string;
}

/** Has a data source test its connections, once; undefined until it has answered. */
export function useHealth(uid: string): Health | undefined {
  const [health, setHealth] = useState<Health>();
  useEffect(() => {
    let isCurrent = true;
    void testConnections(uid).then((answer) => isCurrent && setHealth(answer));
    return () => {
      isCurrent = false;
    };
  }, [uid]);
  return health;
}

/** Grafana answers a failed test with an error that has the same message. */
async function testConnections(uid: string): Promise<Health> {
  const url = `/api/datasources/uid/${encodeURIComponent(uid)}/health`;
  try {
    const { status, message } = await getBackendSrv().get<{ status: string; message: string }>(
      url,
      undefined,
      undefined,
      { showErrorAlert: false }
    );
    return { isHealthy: status === 'OK', message };
  } catch (error) {
    return { isHealthy: false, message: failureReason(error) };
  }
}
