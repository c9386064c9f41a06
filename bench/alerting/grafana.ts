const FOLDER = 'headroom-bench-alerting';
const GROUP = 'bench';

/** What rules and queries name a data source by. */
export interface DataSourceRef {
  uid: string;
  type: string;
}

/** A data source as Grafana lists it; `jsonData` is Headroom's. */
export interface DataSource extends DataSourceRef {
  jsonData: { prometheus?: { url?: string } };
}

/** A query's model, without what every query has. */
export type Query = Record<string, unknown>;

/** The part of an answer's frame that is read here. */
interface Frame {
  schema: { meta: { custom: { upstream: Array<{ query: string }> } } };
}

/** Evaluations of rules since Grafana started. */
export interface Evaluations {
  done: number;
  failed: number;
  /** Those that the scheduler left out. */
  missed: number;
}

interface RequestOptions {
  method?: string;
  body?: object;
}

/** What the benchmark needs of a Grafana's API. */
export class Grafana {
  private readonly made: string[] = [];

  constructor(
    private readonly url: string,
    private readonly auth: string
  ) {}

  dataSources(): Promise<DataSource[]> {
    return this.json('/api/datasources');
  }

  /** Makes a data source for as long as the benchmark runs, and answers its uid. */
  async createSource(source: DataSourceRef & { name: string; url: string }): Promise<string> {
    await this.ask(`/api/datasources/uid/${source.uid}`, { method: 'DELETE' }, [404]);
    const { datasource } = await this.json<{ datasource: DataSourceRef }>('/api/datasources', {
      method: 'POST',
      body: { access: 'proxy', ...source },
    });
    this.made.push(datasource.uid);
    return datasource.uid;
  }

  async removeSources() {
    for (const uid of this.made) {
      await this.ask(`/api/datasources/uid/${uid}`, { method: 'DELETE' });
    }
  }

  /** The frames that a data source answers a query with. */
  async query(datasource: DataSourceRef, query: Query): Promise<Frame[]> {
    const queries = [{ refId: 'A', datasource, intervalMs: 1000, maxDataPoints: 100, ...query }];
    const { results } = await this.json<{ results: { A: { frames: Frame[] } } }>('/api/ds/query', {
      method: 'POST',
      body: { from: 'now-1h', to: 'now', queries },
    });
    return results.A.frames;
  }

  /** Makes these the rules of the benchmark's group, evaluated each so many seconds. */
  async writeRules(rules: object[], interval: number) {
    await this.ask('/api/folders', { method: 'POST', body: { uid: FOLDER, title: FOLDER } }, [409, 412]);
    const placed = rules.map((rule) => ({ ...rule, folderUID: FOLDER, ruleGroup: GROUP, orgID: 1 }));
    await this.ask(`/api/v1/provisioning/folder/${FOLDER}/rule-groups/${GROUP}`, {
      method: 'PUT',
      body: { title: GROUP, folderUid: FOLDER, interval, rules: placed },
    });
  }

  async removeRules() {
    await this.ask(`/api/folders/${FOLDER}?forceDeleteRules=true`, { method: 'DELETE' }, [404]);
  }

  async evaluations(): Promise<Evaluations> {
    const metrics = await (await this.ask('/metrics')).text();
    const sum = (name: string) =>
      metrics
        .split('\n')
        .filter((line) => line.startsWith(`${name}{`))
        .reduce((total, line) => total + Number(line.slice(line.lastIndexOf(' '))), 0);
    return {
      done: sum('grafana_alerting_rule_evaluations_total'),
      failed: sum('grafana_alerting_rule_evaluation_failures_total'),
      missed: sum('grafana_alerting_schedule_rule_evaluations_missed_total'),
    };
  }

  private async json<T>(path: string, options?: RequestOptions): Promise<T> {
    return (await this.ask(path, options)).json() as Promise<T>;
  }

  private async ask(path: string, { method = 'GET', body }: RequestOptions = {}, allowed: number[] = []) {
    const answer = await fetch(this.url + path, {
      method,
      headers: { authorization: `Basic ${btoa(this.auth)}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok && !allowed.includes(answer.status)) {
      throw new Error(`${method} ${path}: ${answer.status} ${(await answer.text()).slice(0, 400)}`);
    }
    return answer;
  }
}
