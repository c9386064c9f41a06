import { getBackendSrv } from '@grafana/runtime';
import { useEffect, useState } from 'react';
import { lastValueFrom } from 'rxjs';

import { resourceError } from '../resourceError';

/** A resource of the data source: its answer, or why there is none; neither while it loads. */
export interface Resource<Answer> {
  answer?: Answer;
  error?: string;
}

/**
 * Reads a resource of the saved data source, and again for another `version`. What was read before stays until then.
 */
export function useResource<Answer>(uid: string, path: string, version?: unknown): Resource<Answer> {
  const [resource, setResource] = useState<Resource<Answer>>({});

  useEffect(() => {
    if (!uid) {
      return;
    }
    let isShown = true;
    const url = `/api/datasources/uid/${uid}/resources/${path}`;
    lastValueFrom(getBackendSrv().fetch<Answer>({ url, showErrorAlert: false })).then(
      ({ data }) => isShown && setResource({ answer: data }),
      (error) => isShown && setResource({ error: resourceError(error) })
    );
    return () => {
      isShown = false;
    };
  }, [uid, path, version]);

  return resource;
}
