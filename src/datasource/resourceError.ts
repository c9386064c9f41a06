/** What a failed resource request says: the backend's own sentence, else Grafana's, else the browser's. */
export function resourceError(error: unknown): string {
  const { data, message, statusText } = recordOf(error);
  const { error: said, message: grafanaSaid } = recordOf(data);
  const text = [said, grafanaSaid, message, statusText].find((part) => typeof part === 'string' && part !== '');
  return typeof text === 'string' ? text : 'the request failed without a reason';
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
