import { AlertingError } from '../../alerts/grafana/alertingError';
import { failureReason } from '../failureReason';

/** Why something failed, and what helps where that is known. */
export function withCure(error: unknown): string {
  return error instanceof AlertingError ? `${error.message}. ${error.cure}` : failureReason(error);
}
