import { render } from '@testing-library/react';
import fc from 'fast-check';

import { hostileFrames } from '../shared/testing/hostileFrames';
import { panelProps } from '../shared/testing/panelProps';
import { csvLines } from './csv';
import { DEFAULT_OPTIONS } from './options';
import { scalingModel } from './scalingModel';
import { ScalingTablePanel } from './ScalingTablePanel';

jest.setTimeout(60_000);

test('whatever the frames hold, rows have distinct finite numbers of tenants, and lines of equal length', () => {
  fc.assert(
    fc.property(hostileFrames, (frames) => {
      const { columns, rows } = scalingModel(frames);
      const tenants = rows.map((row) => row.tenants);

      expect(tenants).toEqual([...new Set(tenants)].filter(Number.isFinite).sort((a, b) => a - b));
      expect(new Set(csvLines(columns, rows).map((line) => line.length)).size).toBe(1);
    }),
    { numRuns: 300 }
  );
});

test('whatever the frames hold, the panel draws something or says what is missing', () => {
  fc.assert(
    fc.property(hostileFrames, (frames) => {
      const { container, unmount } = render(<ScalingTablePanel {...panelProps(frames, DEFAULT_OPTIONS)} />);
      expect(container.textContent).not.toBe('');
      unmount();
    }),
    { numRuns: 30 }
  );
});
