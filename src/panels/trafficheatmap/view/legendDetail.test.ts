import fc from 'fast-check';

import type { LegendTick } from '../scale/look';
import { fittingTicks, legendDetail, RAMP_WIDTH } from './legendDetail';

const items = [
  { label: 'Below', range: 'low ÷ 10 … low', looks: [{ fill: 'blue' }, { fill: 'navy' }] },
  { label: 'Within', range: 'low … high', looks: [{ fill: 'grey' }] },
];

test.each([
  ['everything', 800, { hasRanges: true, hasTitle: true }],
  ['no title', 330, { hasRanges: true, hasTitle: false }],
  ['words alone', 200, { hasRanges: false, hasTitle: false }],
])('room for %s', (_, width, detail) => {
  expect(legendDetail(items, 'Operations against the expected range', width)).toEqual(detail);
});

test('texts along a ramp never touch, and its ends always show', () => {
  const at = fc.double({ min: 0.01, max: 0.99, noNaN: true });
  const text = fc.string({ minLength: 1, maxLength: 12 });
  const tick = (place: number) => fc.record({ at: fc.constant(place), text });
  const between = fc.array(fc.record({ at, text }), { maxLength: 8 });

  fc.assert(
    fc.property(tick(0), between, tick(1), (first, middle, last) => {
      const ticks = [first, ...middle.toSorted((a, b) => a.at - b.at), last];
      const kept = fittingTicks(ticks);
      const left = ({ at, text }: LegendTick) => at * (RAMP_WIDTH - 6 * text.length);

      expect([kept[0], kept.at(-1)]).toEqual([first, last]);
      kept.slice(1).forEach((next, index) => {
        const previous = kept[index]!;
        expect(left(next) - left(previous)).toBeGreaterThanOrEqual(6 * previous.text.length);
      });
    })
  );
});
