// Measures alert rules over Headroom beside rules over Prometheus; see README.md.
import { setTimeout as pause } from 'node:timers/promises';

import { cpuSeconds } from './cpu';
import { type Evaluations, Grafana } from './grafana';
import { type Side, sides } from './sides';

/** What Grafana and its plugins did over some seconds. */
interface Observed extends Evaluations {
  /** Seconds of CPU, in all and a second. */
  cpu: number;
  cpuPerSecond: number;
}

const number = (name: string, fallback: number) => Number(process.env[name] ?? fallback);
const rules = number('RULES', 200);
const interval = number('INTERVAL', 10);
const seconds = number('SECONDS', 60);
const rounds = number('ROUNDS', 3);
const kpi = process.env.KPI ?? 'latency_p95';
const pid = number('GRAFANA_PID', NaN);
if (Number.isNaN(pid)) {
  throw new Error('GRAFANA_PID is not set: CPU time is read from the process of Grafana and of its plugins');
}
const grafana = new Grafana(
  process.env.GRAFANA_URL ?? 'http://127.0.0.1:3000',
  process.env.GRAFANA_AUTH ?? 'admin:admin'
);

const print = (text: string) => process.stdout.write(`${text}\n`);
const row = ([name = '', ...cells]: string[]) =>
  print(name.padEnd(44) + cells.map((cell) => cell.padStart(14)).join(''));
const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

async function observe(): Promise<Observed> {
  const before = await grafana.evaluations();
  const used = cpuSeconds(pid);
  const started = performance.now();
  await pause(seconds * 1000);
  const cpu = cpuSeconds(pid) - used;
  const elapsed = (performance.now() - started) / 1000;
  const after = await grafana.evaluations();
  return {
    cpu,
    cpuPerSecond: cpu / elapsed,
    done: after.done - before.done,
    missed: after.missed - before.missed,
    failed: after.failed - before.failed,
  };
}

/** Each side in turn, as many rounds as are asked for. */
async function measure(measured: Side[]): Promise<Map<string, Observed[]>> {
  const results = new Map<string, Observed[]>(measured.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const { name, rule } of measured) {
      await grafana.writeRules(
        Array.from({ length: rules }, (_, index) => rule(index)),
        interval
      );
      // The first evaluations connect, compile and fill caches.
      await pause(2.5 * interval * 1000);
      results.get(name)?.push(await observe());
      await grafana.removeRules();
      await pause(interval * 1000);
    }
  }
  return results;
}

function report(results: Map<string, Observed[]>, idle: Observed) {
  print(`${rules} rules each ${interval} s, ${rounds} rounds of ${seconds} s`);
  row(['rules over', 'evaluations', 'missed', 'failed', 'CPU ms each', 'ours ÷ it']);
  const cost = ({ cpu, done }: Observed) => ((cpu - idle.cpuPerSecond * seconds) * 1000) / (done - idle.done);
  const costs = new Map([...results].map(([name, observed]) => [name, median(observed.map(cost))]));
  const [ours = NaN] = costs.values();
  for (const [name, observed] of results) {
    const sum = (part: keyof Evaluations) => String(observed.reduce((total, one) => total + one[part], 0));
    const each = costs.get(name) ?? NaN;
    row([name, sum('done'), sum('missed'), sum('failed'), each.toFixed(2), `${(ours / each).toFixed(2)}×`]);
  }
}

try {
  const measured = await sides(grafana, kpi, rules);
  // Rules that are there already, provisioned ones for example, are part of what is subtracted.
  const idle = await observe();
  print(`without the benchmark's rules: ${(idle.cpuPerSecond * 1000).toFixed(0)} ms of CPU a second`);
  report(await measure(measured), idle);
} finally {
  await grafana.removeRules();
  await grafana.removeSources();
}
