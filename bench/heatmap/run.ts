// Measures the traffic heatmap beside Grafana's own panels; see README.md.
import { chromium } from 'playwright-core';

import { type Figures, type Grafana, measure, measureEmpty } from './measure';

const OURS = 'headroom-trafficheatmap-panel';
const list = (name: string, fallback: string) => (process.env[name] ?? fallback).split(',');
const panels = list('PANELS', `timeseries,heatmap,status-history,status-history-all,${OURS}`);
const sizes = list('SIZES', '14x168,100x720,1000x720').map((size) => {
  const [rows = NaN, columns = NaN] = size.split('x').map(Number);
  return { size, rows, columns };
});
const runs = Number(process.env.RUNS ?? 5);
const print = (text: string) => process.stdout.write(`${text}\n`);

const url = process.env.GRAFANA_URL ?? 'http://127.0.0.1:3000';
const authorization = `Basic ${btoa(process.env.GRAFANA_AUTH ?? 'admin:admin')}`;
const ask = async (path: string) => (await fetch(`${url}${path}`, { headers: { authorization } })).json();
const { version } = await ask('/api/health');
const datasources: Array<Grafana['datasource']> = await ask('/api/datasources');
const testData = datasources.find(({ type }) => type === 'grafana-testdata-datasource');
if (!testData) {
  throw new Error(`${url} has no TestData data source: add one under Connections`);
}
const grafana: Grafana = { url, version, authorization, datasource: { uid: testData.uid, type: testData.type } };

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  const empty = await measureEmpty(browser, grafana);
  print(`empty panel: hover ${empty.hover.toFixed(1)} ms, heap ${(empty.heap / 1e6).toFixed(1)} MB`);
  for (const { size, ...shape } of sizes) {
    const results = new Map<string, Figures>();
    for (const panel of panels) {
      results.set(panel, await measure(browser, grafana, panel, shape, runs, empty.idle));
    }
    printTable(size, results, empty.heap);
  }
} finally {
  await browser.close();
}

function printTable(size: string, results: Map<string, Figures>, emptyHeap: number) {
  const ours = results.get(OURS);
  print(`\n${size}`);
  print(row(['panel', 'first', 'refresh', 'main', 'own', 'hover', 'heap', 'main ÷ ours']));
  for (const [panel, { first, refresh, main, own, hover, heap }] of results) {
    const ratio = ours ? `${(main / ours.main).toFixed(2)}×` : '';
    const ms = [first, refresh, main].map((value) => value.toFixed(0));
    const ownText = own > 0 ? own.toFixed(0) : '';
    print(row([panel, ...ms, ownText, hover.toFixed(1), ((heap - emptyHeap) / 1e6).toFixed(1), ratio]));
  }
}

function row([name = '', ...cells]: string[]) {
  return name.padEnd(32) + cells.map((cell) => cell.padStart(12)).join('');
}
