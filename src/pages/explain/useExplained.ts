import { useEffect, useState } from 'react';

import { explain, explainRequest } from '../../panels/shared/explanation/explanation';
import { failureReason } from '../failureReason';
import type { AskedNumber } from './askedNumber';

/** What the data source says of a number; neither until it arrives. */
interface Explained {
  answer?: unknown;
  error?: string;
}

/** Asks the data source for everything behind a number. */
export function useExplained({ query, labels, range }: AskedNumber): Explained {
  const [explained, setExplained] = useState<Explained>({});

  useEffect(() => {
    let isCurrent = true;
    explain(explainRequest(query, labels, range)).then(
      (answer) => isCurrent && setExplained({ answer }),
      (error: unknown) => isCurrent && setExplained({ error: failureReason(error) })
    );
    return () => {
      isCurrent = false;
    };
  }, [query, labels, range]);

  return explained;
}
