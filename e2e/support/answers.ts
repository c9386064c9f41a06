import { type Page, type Route } from '@playwright/test';

/** The header of an answer that a test made up. */
export const FAKED = 'x-made-by-test';

/** Queries, tests and resources of data sources: everything that a screen shows comes from one of them. */
const QUERY = /\/api\/ds\/query/;
const HEALTH = /\/api\/datasources\/uid\/[^/]+\/health$/;
const RESOURCE = /\/api\/datasources\/uid\/[^/]+\/resources\//;
/** The resources that ask Prometheus. */
const UPSTREAM_RESOURCE = /\/resources\/(signals|explain$|variables\?of=(service|environment|database))/;

/**
 * What the data source says while its Prometheus is down. Recorded from the backend over a port that nobody listens
 * on; `faults.spec.ts` compares it with what the backend says today.
 */
export const REFUSED =
  "Prometheus: http://127.0.0.1:9 refused the connection. Check that it runs and listens on that address and port, as seen from Grafana's server";

/**
 * What Grafana 12.3 answers to somebody who may not query a data source, but for the number of the refusal.
 * `access.spec.ts` compares it with what a real Grafana answers today.
 */
export const FORBIDDEN = {
  title: 'Access denied',
  message: "You'll need additional permissions to perform this action. Permissions needed: datasources:query",
};

interface Frame {
  schema: { fields?: unknown[] };
  data: { values: unknown[][] };
}
interface QueryAnswer {
  results: Record<string, { frames?: Frame[] }>;
}

/** The answers that a page gets to its queries: those of the backend, unless a test decides otherwise. */
export class Answers {
  private respond: (route: Route) => Promise<void> = (route) => route.continue();
  /** Pending while answers are held back. */
  private gate: Promise<void> = Promise.resolve();
  private open: () => void = () => undefined;

  /** Takes the page's queries over, before the page is opened. */
  static async intercept(page: Page): Promise<Answers> {
    const answers = new Answers();
    await page.route(
      (url) => [QUERY, HEALTH, RESOURCE].some((path) => path.test(url.pathname)),
      async (route) => {
        await answers.gate;
        await answers.respond(route);
      }
    );
    return answers;
  }

  /** Lets everything wait until `release`. */
  hold() {
    this.gate = new Promise((resolve) => (this.open = resolve));
  }

  release() {
    this.open();
  }

  /** Answers as the backend does. */
  real() {
    this.respond = (route) => route.continue();
  }

  /** Answers as the backend does while its Prometheus is down. */
  failed() {
    this.respond = async (route) => {
      const url = route.request().url();
      if (HEALTH.test(url)) {
        return fulfil(route, 400, { status: 'ERROR', message: REFUSED });
      }
      if (!QUERY.test(url)) {
        return UPSTREAM_RESOURCE.test(url) ? fulfil(route, 502, { error: REFUSED }) : route.continue();
      }
      const { queries } = route.request().postDataJSON() as { queries: Array<{ refId: string }> };
      const result = { error: REFUSED, errorSource: 'downstream', status: 502, frames: [] };
      return fulfil(route, 400, { results: Object.fromEntries(queries.map(({ refId }) => [refId, result])) });
    };
  }

  /** Refuses everything, as Grafana does for somebody who may not query the data source. */
  forbidden() {
    this.respond = (route) => fulfil(route, 403, { ...FORBIDDEN, accessErrorId: 'ACE0000000001' });
  }

  /** Answers as the backend does without a single row: one frame without columns, with its notices. */
  empty() {
    this.respond = async (route) => {
      if (!QUERY.test(route.request().url())) {
        return route.continue();
      }
      const response = await route.fetch();
      const { results } = (await response.json()) as QueryAnswer;
      for (const result of Object.values(results)) {
        result.frames = result.frames
          ?.slice(0, 1)
          .map(({ schema }) => ({ schema: { ...schema, fields: [] }, data: { values: [] } }));
      }
      return fulfil(route, response.status(), { results });
    };
  }
}

/** Answers, unless the page stopped waiting. */
async function fulfil(route: Route, status: number, json: unknown) {
  await route.fulfill({ status, json, headers: { [FAKED]: 'true' } });
}
