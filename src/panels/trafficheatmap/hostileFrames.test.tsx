import { createTheme } from '@grafana/data';
import { render } from '@testing-library/react';
import fc from 'fast-check';

import { hostileFrames } from '../shared/testing/hostileFrames';
import { panelProps } from '../shared/testing/panelProps';
import { csvLines } from './csv';
import { heatmapGrid } from './model/grid';
import { DEFAULT_OPTIONS, type HeatmapOptions } from './options';
import { scaleFor } from './scale/scaleFor';
import { FROM, TO } from './testing/trafficFrames';
import { TrafficHeatmapPanel } from './TrafficHeatmapPanel';

jest.setTimeout(60_000);

const options: fc.Arbitrary<HeatmapOptions> = fc.record({
  ...Object.fromEntries(Object.entries(DEFAULT_OPTIONS).map(([name, value]) => [name, fc.constant(value)])),
  colorMode: fc.constantFrom('auto', 'position', 'absolute'),
  palette: fc.constantFrom('purple', 'thresholds'),
  valueScale: fc.constantFrom('log', 'linear'),
  stamp: fc.constantFrom('start', 'end'),
  sortBy: fc.constantFrom('data', 'name', 'mean', 'outside'),
}) as fc.Arbitrary<HeatmapOptions>;

test('whatever the frames hold, columns tile the range, names are unique, and every cell has a look and a line', () => {
  const theme = createTheme();

  fc.assert(
    fc.property(hostileFrames, options, (frames, chosen) => {
      const answer = heatmapGrid(frames, { from: FROM, to: TO }, chosen);
      fc.pre(answer.kind === 'grid');
      const { grid } = answer;
      const { starts, ends, count } = grid.columns;
      const scale = scaleFor(grid, chosen, theme);
      const values = new Float64Array(count).map((_, column) => (column % 3 ? column : NaN));
      const looks = new Uint8Array(count);

      expect(starts[0]).toBeLessThanOrEqual(FROM);
      expect(ends[count - 1]).toBeGreaterThanOrEqual(TO);
      expect(starts.slice(1)).toEqual(ends.slice(0, -1));
      expect(new Set(grid.rows.map(({ name }) => name)).size).toBe(grid.rows.length);
      expect([...csvLines(grid, grid.rows.keys())]).toHaveLength(1 + grid.rows.length * count);
      grid.rows.forEach((_, row) => {
        scale.encode(row, values, looks);
        expect(Math.max(...looks)).toBeLessThan(scale.looks.length);
      });
    }),
    { numRuns: 200 }
  );
});

test('whatever the frames hold, the panel draws something or says what is missing', () => {
  fc.assert(
    fc.property(hostileFrames, options, (frames, chosen) => {
      const { container, unmount } = render(<TrafficHeatmapPanel {...panelProps(frames, chosen)} />);
      expect(container.textContent).not.toBe('');
      unmount();
    }),
    { numRuns: 30 }
  );
});
