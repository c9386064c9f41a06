import { type ConsoleMessage, type Page, type Response } from '@playwright/test';

import { FAKED } from './answers';
import { APP } from './target';

/** Everything that went wrong in a page and that somebody should see. */
export class Problems {
  /** What was found, in words; empty in a page without problems. */
  readonly found: string[] = [];
  private readonly expected: RegExp[] = [];

  /**
   * Follows a page from now on.
   *
   * @param isPreview In the preview every problem counts, also a path that it does not implement (501). A real Grafana
   * logs errors and makes requests of its own; there those count that name the plugin or its data source.
   */
  constructor(page: Page, isPreview: boolean) {
    const counts = isPreview ? () => true : isOurs;
    page.on('pageerror', (error) => this.add(`uncaught: ${error.stack ?? error.message}`, counts));
    page.on('console', (message) => {
      if (message.type() === 'error' && !isAboutResponse(message)) {
        this.add(`console: ${message.text()} (${message.location().url})`, counts);
      }
    });
    page.on('response', (response) => {
      if (response.status() >= 400 && !isFaked(response)) {
        this.add(`${response.status()}: ${response.request().method()} ${response.url()}`, counts);
      }
    });
  }

  /** Problems that a test brings about; say why where it is called. */
  expect(problem: RegExp) {
    this.expected.push(problem);
  }

  private add(problem: string, counts: (problem: string) => boolean) {
    if (counts(problem) && !this.expected.some((expected) => expected.test(problem))) {
      this.found.push(problem);
    }
  }
}

const PLUGIN = APP.replace(/-app$/, '');

/** Grafana asks grafana.com about every plugin whose page is opened. */
const CATALOG = /\/api\/gnet\//;

const isOurs = (problem: string) =>
  (problem.includes(PLUGIN) && !CATALOG.test(problem)) ||
  /\/api\/ds\/query|\/api\/datasources\/uid\/headroom/.test(problem);

/** The browser's own line about a failed request; the request itself is followed. */
const isAboutResponse = (message: ConsoleMessage) => message.text().startsWith('Failed to load resource');

const isFaked = (response: Response) => FAKED in response.headers();
