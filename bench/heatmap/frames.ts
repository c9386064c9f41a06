/** The end of every range measured: a fixed time, so that runs are alike. */
export const END = Date.UTC(2026, 10, 23);
export const STEP = 3_600_000;

/** A deterministic stream of numbers between 0 and 1 (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const TIERS = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'];

/**
 * An answer of /api/ds/query: one wide frame of tables with a day's rhythm, expected ranges, and one point in a hundred
 * unknown.
 *
 * @param isRows whether to declare the fields as the rows of a heatmap, without which Grafana's own makes a histogram
 */
export function answer(refId: string, rows: number, columns: number, seed: number, isRows: boolean): string {
  const random = randomNumbers(seed);
  const times = Array.from({ length: columns }, (_, i) => END - (columns - 1 - i) * STEP);
  const fields: object[] = [
    { name: 'time', type: 'time', typeInfo: { frame: 'time.Time' }, config: { interval: STEP } },
  ];
  const values: Array<Array<number | null>> = [times];
  for (let row = 0; row < rows; row++) {
    const usual = 10 ** (2 + 4 * random());
    const table = `table_${String(row).padStart(4, '0')}`;
    fields.push({
      name: isRows ? table : 'value',
      type: 'number',
      typeInfo: { frame: 'float64', nullable: true },
      labels: {
        server: 'db-1',
        database: 'app',
        schema: 'public',
        table,
        category: `Category ${row % 6}`,
        tier: TIERS[row % 4],
      },
      config: { displayNameFromDS: table, unit: 'short', custom: { expected: { low: usual / 2, high: usual * 2 } } },
    });
    const value = (i: number) => usual * (1.2 + Math.sin((i / 24) * 2 * Math.PI)) * (0.7 + 0.6 * random());
    values.push(times.map((_, i) => (random() < 0.01 ? null : Math.round(value(i) * 1000) / 1000)));
  }
  const frame = {
    schema: { refId, meta: { type: isRows ? 'heatmap-rows' : 'timeseries-wide' }, fields },
    data: { values },
  };
  return JSON.stringify({ results: { [refId]: { status: 200, frames: [frame] } } });
}
