import { FROM, hour, wideFrame } from '../testing/trafficFrames';
import { heatmapGrid } from './grid';

const options = { groupBy: 'category', tierLabel: 'tier', stamp: 'end' } as const;

test('points that all lie outside the range say where they are', () => {
  const frame = wideFrame([{ values: [1, 2, 3] }]);

  expect(heatmapGrid([frame], { from: hour(10), to: hour(20) }, options)).toEqual({
    kind: 'outside',
    points: { from: hour(1), to: hour(3) },
  });
});

test('frames that cannot be drawn say what they lack', () => {
  expect(heatmapGrid([], { from: FROM, to: hour(1) }, options)).toEqual({ kind: 'missing', part: 'data' });
});
