// Measures alert rules over Headroom beside rules over Prometheus; see README.md.
import { createGrafana } from './grafana.mjs';
import { cpuSeconds } from './cpu.mjs';
import { sides } from './sides.mjs';

const number = (name, fallback) => Number(process.env[name] ?? fallback);
const rules = number('RULES', 200);
const interval = number('INTERVAL', 10);
const seconds = number('SECONDS', 60);
const rounds = number('ROUNDS', 3);
const kpi = process.env.KPI ?? 'latency_p95';
const pid = number('GRAFANA_PID', NaN);
if (Number.isNaN(pid)) {
  throw new Error('GRAFANA_PID is not set: CPU time is read from the process of Grafana and of its plugins');
}
const grafana = createGrafana({
  url: process.env.GRAFANA_URL ?? 'http://127.0.0.1:3000',
  auth: process.env.GRAFANA_AUTH ?? 'admin:admin',
});

const print = (text) => process.stdout.write(`${text}\n`);
const row = (cells) =>
  print(
    cells[0].padEnd(44) +
      cells
        .slice(1)
        .map((cell) => cell.padStart(14))
        .join('')
  );
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** What Grafana and its plugins did over some seconds. */
async function observe() {
  const [before, cpu] = [await grafana.evaluations(), cpuSeconds(pid)];
  const started = performance.now();
  await pause(seconds * 1000);
  const used = cpuSeconds(pid) - cpu;
  const after = await grafana.evaluations();
  return {
    cpuPerSecond: (used * 1000) / (performance.now() - started),
    cpu: used,
    evaluations: after.done - before.done,
    missed: after.missed - before.missed,
    failed: after.failed - before.failed,
  };
}

const measured = await sides(grafana, { kpi, rules });
const results = new Map(measured.map(({ name }) => [name, []]));
// Rules that are there already, provisioned ones for example, are part of what is subtracted.
const idle = await observe();
print(`without the benchmark's rules: ${(idle.cpuPerSecond * 1000).toFixed(0)} ms of CPU a second`);
try {
  for (let round = 0; round < rounds; round++) {
    for (const { name, rule } of measured) {
      await grafana.writeRules(
        Array.from({ length: rules }, (_, index) => rule(index)),
        interval
      );
      // The first evaluations connect, compile and fill caches.
      await pause(2.5 * interval * 1000);
      results.get(name).push(await observe());
      await grafana.removeRules();
      await pause(interval * 1000);
    }
  }
} finally {
  await grafana.removeRules();
  await grafana.removeSources();
}

print(`${rules} rules each ${interval} s, ${rounds} rounds of ${seconds} s`);
row(['rules over', 'evaluations', 'missed', 'failed', 'CPU ms each', 'ours ÷ it']);
const costs = new Map();
for (const [name, observed] of results) {
  const cost = ({ cpu, evaluations }) =>
    ((cpu - idle.cpuPerSecond * seconds) * 1000) / (evaluations - idle.evaluations);
  costs.set(name, median(observed.map(cost)));
}
const [[, ours]] = costs;
for (const [name, observed] of results) {
  const sum = (part) => String(observed.reduce((total, one) => total + one[part], 0));
  const each = costs.get(name);
  row([name, sum('evaluations'), sum('missed'), sum('failed'), each.toFixed(2), `${(ours / each).toFixed(2)}×`]);
}
