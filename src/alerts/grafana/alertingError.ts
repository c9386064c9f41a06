/** What kind of thing went wrong with Grafana's alerting, by what cures it. */
export type AlertingProblem =
  'permission' | 'contactPoint' | 'folder' | 'conflict' | 'refused' | 'gone' | 'network' | 'server';

const CURES: Record<AlertingProblem, string> = {
  permission: 'Ask an administrator for the right, or somebody who has it to do this.',
  contactPoint: 'Choose a contact point from the list, or none, so that the notification policies decide.',
  folder: 'Choose another folder, or ask somebody who may edit this one.',
  conflict: 'Load the rules again: somebody else may have made the same meanwhile.',
  refused: 'Change what Grafana names.',
  gone: 'Load the rules again.',
  network: 'Check the connection to Grafana, and try again.',
  server: "Try again; Grafana's log says more.",
};

/** A request to Grafana's alerting that failed: the message tells the cause, `cure` what helps. */
export class AlertingError extends Error {
  readonly cure: string;

  constructor(
    readonly problem: AlertingProblem,
    cause: string
  ) {
    super(cause);
    this.name = 'AlertingError';
    this.cure = CURES[problem];
  }
}

const UNKNOWN_RECEIVER = /^receiver .+ does not exist$/m;
const NO_FOLDER = /folder does not exist/;

/** What a rejected request means. `doing` names what was tried, as in "Grafana refused to …". */
export function alertingError(doing: string, error: unknown): AlertingError {
  const status = statusOf(error);
  const said = reasonOf(error);
  return new AlertingError(problemOf(status, said), causeOf(doing, status, said));
}

/** The parts that are read of what a request is rejected with: an answer of Grafana, or an error of the browser. */
interface Rejection {
  status?: number;
  statusText?: string;
  message?: string;
  data?: { message?: string } | null;
}

/** The HTTP status of a rejected request, 0 where none arrived. */
export const statusOf = (error: unknown): number => rejection(error).status ?? 0;

function reasonOf(error: unknown): string {
  const { data, message, statusText } = rejection(error);
  return data?.message || message || statusText || 'no reason was given';
}

const rejection = (error: unknown): Rejection => (typeof error === 'object' && error !== null ? error : {});

function problemOf(status: number, said: string): AlertingProblem {
  switch (status) {
    case 0:
      return 'network';
    case 401:
    case 403:
      return 'permission';
    case 404:
      return 'gone';
    case 409:
    case 412:
      return 'conflict';
    default:
      if (status >= 500) {
        return 'server';
      }
      return UNKNOWN_RECEIVER.test(said) ? 'contactPoint' : NO_FOLDER.test(said) ? 'folder' : 'refused';
  }
}

function causeOf(doing: string, status: number, said: string): string {
  return status === 0 ? `Grafana could not be reached to ${doing}: ${said}` : `Grafana refused to ${doing}: ${said}`;
}
