import { type BackendSrvRequest, getBackendSrv } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';

import { alertingError, statusOf } from './alertingError';

type Request = Pick<BackendSrvRequest, 'url' | 'method' | 'data' | 'responseType'>;

/** Without it Grafana would take a rule as provisioned, which people cannot edit. */
const EDITABLE = { 'X-Disable-Provenance': 'true' };

/**
 * Asks Grafana and answers the body.
 *
 * @param doing what is tried, for the error: "list alert rules"
 * @throws AlertingError
 */
export async function request<Answer>(doing: string, asked: Request): Promise<Answer> {
  try {
    return await send<Answer>(asked);
  } catch (error) {
    throw alertingError(doing, error);
  }
}

/** The same of something that may not be there: undefined for 404. */
export async function requestIfThere<Answer>(doing: string, asked: Request): Promise<Answer | undefined> {
  try {
    return await send<Answer>(asked);
  } catch (error) {
    if (statusOf(error) === 404) {
      return undefined;
    }
    throw alertingError(doing, error);
  }
}

async function send<Answer>(asked: Request): Promise<Answer> {
  const response = await lastValueFrom(
    getBackendSrv().fetch<Answer>({ ...asked, headers: EDITABLE, showErrorAlert: false, showSuccessAlert: false })
  );
  return response.data;
}
