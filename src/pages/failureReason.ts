import { isFetchError } from '@grafana/runtime';

/** What a failed request says: the backend's own sentence, else Grafana's, else the browser's. */
export function failureReason(error: unknown): string {
  if (isFetchError<{ error?: string; message?: string }>(error)) {
    return error.data?.error ?? error.data?.message ?? error.statusText ?? 'No reason was given';
  }
  return error instanceof Error ? error.message : String(error);
}
