import { render } from '@testing-library/react';
import fc from 'fast-check';

import { hostileFrames } from '../shared/testing/hostileFrames';
import { panelProps } from '../shared/testing/panelProps';
import { csvLines } from './csv';
import { kpiAnswer } from './kpiAnswer';
import { KpiScorecardPanel } from './KpiScorecardPanel';
import { DEFAULT_OPTIONS, type ScorecardOptions } from './options';

jest.setTimeout(60_000);

test('whatever the frames hold, numbers are finite or unknown, and every KPI is a line of the export', () => {
  fc.assert(
    fc.property(hostileFrames, (frames) => {
      const { kpis } = kpiAnswer(frames);
      const numbers = kpis.flatMap(({ value, target, samples, coverage, lower, upper, budgetRemaining }) => [
        ...[value, target, samples, coverage, lower, upper, budgetRemaining],
      ]);

      expect(numbers.filter((number) => number !== null && !Number.isFinite(number))).toEqual([]);
      expect(csvLines(kpis)).toHaveLength(1 + kpis.length);
    }),
    { numRuns: 300 }
  );
});

test('whatever the frames hold, the panel draws something or says what is missing', () => {
  fc.assert(
    fc.property(hostileFrames, (frames) => {
      const { container, unmount } = render(
        <KpiScorecardPanel {...panelProps<ScorecardOptions>(frames, { ...DEFAULT_OPTIONS, showVerdict: true })} />
      );
      expect(container.textContent).not.toBe('');
      unmount();
    }),
    { numRuns: 30 }
  );
});
