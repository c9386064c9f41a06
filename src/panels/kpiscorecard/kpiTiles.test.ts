import { toDataFrame } from '@grafana/data';

import { kpiTiles } from './kpiTiles';

describe('kpiTiles', () => {
  it('makes a tile of each row and keeps an unknown value unknown', () => {
    const frame = toDataFrame({
      fields: [
        { name: 'kpi', values: ['availability', 'latency_p95', 'throughput'] },
        { name: 'value', values: [0.9995, null, NaN] },
      ],
    });

    expect(kpiTiles([frame])).toEqual([
      { kpi: 'availability', value: 0.9995 },
      { kpi: 'latency_p95', value: null },
      { kpi: 'throughput', value: null },
    ]);
  });

  it('leaves out a frame of another shape', () => {
    expect(kpiTiles([toDataFrame({ fields: [{ name: 'time', values: [1] }] })])).toEqual([]);
  });
});
