const FOLDER = 'headroom-bench-alerting';
const GROUP = 'bench';

/** What the benchmark needs of a Grafana's API. */
export function createGrafana({ url, auth }) {
  const headers = { authorization: `Basic ${btoa(auth)}`, 'content-type': 'application/json' };
  const made = [];

  async function ask(path, options = {}, allowed = []) {
    const { body, ...rest } = options;
    const answer = await fetch(url + path, { ...rest, headers, body: body && JSON.stringify(body) });
    if (!answer.ok && !allowed.includes(answer.status)) {
      throw new Error(`${options.method ?? 'GET'} ${path}: ${answer.status} ${(await answer.text()).slice(0, 400)}`);
    }
    return answer;
  }
  const json = async (...asked) => (await ask(...asked)).json();
  const groups = `/api/v1/provisioning/folder/${FOLDER}/rule-groups/${GROUP}`;

  return {
    dataSources: () => json('/api/datasources'),

    /** Makes a data source for as long as the benchmark runs, and answers its uid. */
    async createSource(source) {
      await ask(`/api/datasources/uid/${source.uid}`, { method: 'DELETE' }, [404]);
      const { datasource } = await json('/api/datasources', { method: 'POST', body: { access: 'proxy', ...source } });
      made.push(datasource.uid);
      return datasource.uid;
    },

    async removeSources() {
      for (const uid of made) {
        await ask(`/api/datasources/uid/${uid}`, { method: 'DELETE' });
      }
    },

    /** The frames that a data source answers a query with. */
    async query(datasource, query) {
      const queries = [{ refId: 'A', datasource, intervalMs: 1000, maxDataPoints: 100, ...query }];
      const { results } = await json('/api/ds/query', { method: 'POST', body: { from: 'now-1h', to: 'now', queries } });
      return results.A.frames;
    },

    /** Makes these the rules of the benchmark's group, evaluated each so many seconds. */
    async writeRules(rules, interval) {
      await ask('/api/folders', { method: 'POST', body: { uid: FOLDER, title: FOLDER } }, [409, 412]);
      const placed = rules.map((rule) => ({ ...rule, folderUID: FOLDER, ruleGroup: GROUP, orgID: 1 }));
      await ask(groups, { method: 'PUT', body: { title: GROUP, folderUid: FOLDER, interval, rules: placed } });
    },

    async removeRules() {
      await ask(`/api/folders/${FOLDER}?forceDeleteRules=true`, { method: 'DELETE' }, [404]);
    },

    /** Evaluations of rules since Grafana started: done, failed, and those that the scheduler left out. */
    async evaluations() {
      const metrics = await (await ask('/metrics')).text();
      const sum = (name) =>
        metrics
          .split('\n')
          .filter((line) => line.startsWith(`${name}{`))
          .reduce((total, line) => total + Number(line.slice(line.lastIndexOf(' '))), 0);
      return {
        done: sum('grafana_alerting_rule_evaluations_total'),
        failed: sum('grafana_alerting_rule_evaluation_failures_total'),
        missed: sum('grafana_alerting_schedule_rule_evaluations_missed_total'),
      };
    },
  };
}
