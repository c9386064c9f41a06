import { baseURL } from './target';

const LIMIT_MS = 60_000;

/** Waits until the server answers, and says what to do when it does not. */
export default async function waitUntilReady() {
  const deadline = Date.now() + LIMIT_MS;
  let reason = '';
  while (Date.now() < deadline) {
    try {
      const { ok, status } = await fetch(`${baseURL}/api/health`);
      if (ok) {
        return;
      }
      reason = `status ${status}`;
    } catch (error) {
      reason = error instanceof Error ? String(error.cause ?? error) : String(error);
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`${baseURL} does not answer (${reason}): run "make demo", or name a Grafana in BASE_URL`);
}
