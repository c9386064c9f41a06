import fc from 'fast-check';

import { pictureScale } from './pictureScale';

test.each([
  [1_200, 400, 1, 1],
  [1_200, 400, 2, 2],
  [1_200, 16_384, 2, 1],
  [1_200, 32_768, 2, 0.5],
  [10_000, 10_000, 1, 0.8],
])('%d × %d at %d device pixels is drawn at %d', (width, height, pixelRatio, scale) => {
  expect(pictureScale(width, height, pixelRatio)).toBe(scale);
});

test('no picture is larger than a canvas, nor finer than the device', () => {
  const length = fc.integer({ min: 1, max: 100_000 });

  fc.assert(
    fc.property(length, length, fc.double({ min: 0.5, max: 4, noNaN: true }), (width, height, pixelRatio) => {
      const scale = pictureScale(width, height, pixelRatio);
      expect(scale).toBeLessThanOrEqual(pixelRatio);
      expect(Math.max(width, height) * scale).toBeLessThanOrEqual(16_384.001);
      expect(width * height * scale ** 2).toBeLessThanOrEqual(64_000_001);
    })
  );
});
