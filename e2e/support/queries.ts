import { expect, type Page, type Request } from '@playwright/test';

/** One column of a frame in an answer. */
type Column = unknown[];

interface Frame {
  schema: { fields: Array<{ name: string; labels?: Record<string, string> }> };
  data: { values: Column[] };
}

interface Answered {
  queryTypes: Record<string, string>;
  status: number;
  results: Record<string, { error?: string; frames?: Frame[] }>;
}

/** No query for this long means that the page has what it asked for. */
const QUIET_MS = 1000;

/** The queries that a page sends to /api/ds/query, and their answers. */
export class Queries {
  private readonly underWay = new Set<Request>();
  private readonly answered: Array<Promise<Answered>> = [];
  private lastChange = Date.now();

  constructor(page: Page) {
    page.on('request', (request) => this.follow(request, () => this.underWay.add(request)));
    page.on('requestfailed', (request) => this.follow(request, () => this.underWay.delete(request)));
    // Not once it responds: of an answer that the page stopped reading nobody can tell what it was.
    page.on('requestfinished', (request) => {
      this.follow(request, () => {
        this.underWay.delete(request);
        this.answered.push(read(request));
      });
    });
  }

  private follow(request: Request, act: () => void) {
    if (new URL(request.url()).pathname === '/api/ds/query') {
      this.lastChange = Date.now();
      act();
    }
  }

  /** Waits until queries were answered and no new one follows, and expects every answer to be good. */
  async settle(): Promise<void> {
    const settled = () =>
      this.answered.length > 0 && this.underWay.size === 0 && Date.now() - this.lastChange > QUIET_MS;
    await expect.poll(settled, { message: 'the queries of the page are answered', timeout: 45_000 }).toBe(true);
    for (const { status, results } of await Promise.all(this.answered)) {
      expect(status, JSON.stringify(results)).toBe(200);
    }
  }

  /** The distinct values of a column, or of a label of the series, in the answers to queries of one type, as text. */
  async values(queryType: string, name: string): Promise<string[]> {
    const found = new Set<string>();
    for (const { queryTypes, results } of await Promise.all(this.answered)) {
      for (const [refId, { frames = [] }] of Object.entries(results)) {
        if (queryTypes[refId] === queryType) {
          frames.flatMap((frame) => valuesOf(frame, name)).forEach((value) => found.add(String(value)));
        }
      }
    }
    return [...found];
  }
}

function valuesOf({ schema: { fields }, data }: Frame, name: string): Column {
  const column = fields.findIndex((field) => field.name === name);
  return column < 0 ? fields.flatMap(({ labels }) => labels?.[name] ?? []) : (data.values[column] ?? []);
}

async function read(request: Request): Promise<Answered> {
  const response = (await request.response())!;
  const sent = request.postDataJSON() as { queries: Array<{ refId: string; queryType: string }> };
  const { results = {} } = await response.json();
  return {
    queryTypes: Object.fromEntries(sent.queries.map(({ refId, queryType }) => [refId, queryType])),
    status: response.status(),
    results,
  };
}
