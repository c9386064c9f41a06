import { useEffect, useState } from 'react';

import { failureReason } from '../failureReason';

interface Choice {
  value: string;
  label: string;
}

interface Choices {
  choices: Choice[];
  isLoading: boolean;
  error?: string;
}

/** Reads what can be chosen, once. @param read the same function on every call. */
export function useChoices(read: () => Promise<Choice[]>): Choices {
  const [state, setState] = useState<Choices>({ choices: [], isLoading: true });
  useEffect(() => {
    let isCurrent = true;
    read().then(
      (choices) => isCurrent && setState({ choices, isLoading: false }),
      (error: unknown) => isCurrent && setState({ choices: [], isLoading: false, error: failureReason(error) })
    );
    return () => {
      isCurrent = false;
    };
  }, [read]);
  return state;
}
