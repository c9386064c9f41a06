import type { TestDataSourceResponse } from '@grafana/data';

/** The health of one part of the data source, as the backend's health check reports it. */
export interface HealthPart {
  name: string;
  status: 'ok' | 'warning' | 'error' | 'absent';
  message: string;
  /** What is missing, each with its cure. */
  notices?: string[];
}

/** The outcome of one health check. */
export interface Health {
  ok: boolean;
  /** What Grafana's page shows as the title of the result. */
  title: string;
  parts: HealthPart[];
}

const STATUSES: readonly unknown[] = ['ok', 'warning', 'error', 'absent'];

/** The answer of a health check, which Grafana leaves untyped; without an answer nothing ran the check. */
export function readHealth(answer: unknown): Health {
  const { status, message, details } = recordOf(answer);
  const reason = typeof message === 'string' && message !== '' ? message : 'Grafana gave no reason.';
  const parts = partsOf(recordOf(details).parts);
  if (parts.length === 0) {
    return status === 'OK'
      ? { ok: true, title: reason, parts }
      : {
          ok: false,
          title: `The health check did not run: ${reason} See Grafana’s log for the plugin’s start.`,
          parts,
        };
  }
  return { ok: status === 'OK', title: titleOf(parts), parts };
}

/** Everything that a part says, line by line: its message, each problem of its settings, each notice. */
export function linesOf({ message, notices = [] }: HealthPart): string[] {
  return [...splitProblems(message), ...notices];
}

/** The problems of refused settings, which arrive as one sentence, each beginning with its path. */
function splitProblems(message: string): string[] {
  return message.split(/; (?=(?:profile|prometheus|postgres|grafana|signals|secureJsonData)[.[:])/);
}

/**
 * The result as Grafana's settings page shows it: the status decides the colour, `message` is the title,
 * `details.message` a paragraph and `details.verboseMessage` preformatted lines that unfold.
 */
export function toTestResult({ ok, title, parts }: Health): Required<Omit<TestDataSourceResponse, 'error'>> {
  const wrong = parts.filter((part) => part.status === 'error' || part.status === 'warning');
  return {
    status: ok ? (wrong.length > 0 ? 'warning' : 'success') : 'error',
    message: title,
    details: {
      message: wrong.map((part) => `${part.name}: ${linesOf(part).join('. ')}`).join(' — '),
      verboseMessage: parts.map((part) => `${part.name}: ${linesOf(part).join('\n  • ')}`).join('\n'),
    },
  };
}

function titleOf(parts: HealthPart[]): string {
  const named = (status: HealthPart['status']) =>
    parts.filter((part) => part.status === status).map((part) => part.name);
  const failing = named('error');
  const incomplete = named('warning');
  if (failing.length > 0) {
    return `${list(failing)}: not working`;
  }
  return incomplete.length > 0 ? `Working, with gaps: ${list(incomplete)}` : `${list(named('ok'))}: working`;
}

function list(names: string[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(names);
}

function partsOf(value: unknown): HealthPart[] {
  return Array.isArray(value) ? value.flatMap(partOf) : [];
}

function partOf(value: unknown): HealthPart[] {
  const { name, status, message, notices } = recordOf(value);
  if (typeof name !== 'string' || !STATUSES.includes(status)) {
    return [];
  }
  return [
    {
      name,
      status: status as HealthPart['status'],
      message: typeof message === 'string' ? withoutName(message, name) : '',
      notices: Array.isArray(notices) ? notices.map(String) : [],
    },
  ];
}

/** Errors begin with the name of what failed, which stands before them anyway. */
function withoutName(message: string, name: string): string {
  const prefix = `${name}: `;
  return message.toLowerCase().startsWith(prefix.toLowerCase()) ? message.slice(prefix.length) : message;
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
