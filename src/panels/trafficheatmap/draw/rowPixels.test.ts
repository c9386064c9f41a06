import type { Look } from '../scale/look';
import { eachTexturedRun, lookPixels, type RowPixels, writeRow } from './rowPixels';

const looks: Look[] = [
  { fill: 'rgb(1, 2, 3)' },
  { fill: '#040506', edge: { side: 'top', color: '#070809' } },
  { fill: '#0a0b0c', edge: { side: 'bottom', color: '#0d0e0f' } },
  { fill: '#101112', texture: 'hatch', ink: '#131415' },
];
const [WITHIN, ABOVE, BELOW, UNKNOWN] = [0, 1, 2, 3];

/** As red, green, blue and opacity of each pixel. */
const channels = (line: Uint32Array) =>
  Array.from(line, (_, i) => [...new Uint8Array(line.buffer, line.byteOffset + 4 * i, 4)].join());

function written(cells: number[], edges: number[], pixelRatio = 1): RowPixels {
  const line = () => new Uint32Array(edges.at(-1) ?? 0);
  const row = { fill: line(), top: line(), bottom: line() };
  writeRow(row, Uint8Array.from(cells), Int32Array.from(edges), lookPixels(looks), pixelRatio);
  return row;
}

const NONE = '0,0,0,0';

test('cells in their colours, and bars at the edge that says which side they are on', () => {
  const row = written([WITHIN, ABOVE, BELOW], [0, 2, 3, 4]);

  expect(channels(row.fill)).toEqual(['1,2,3,255', '1,2,3,255', '4,5,6,255', '10,11,12,255']);
  expect(channels(row.top)).toEqual([NONE, NONE, '7,8,9,255', NONE]);
  expect(channels(row.bottom)).toEqual([NONE, NONE, NONE, '13,14,15,255']);
});

test('textures show through', () => {
  expect(channels(written([UNKNOWN], [0, 1]).fill)).toEqual([NONE]);
});

test.each([
  [1, 8, false],
  [1, 9, true],
  [2, 17, false],
  [2, 18, true],
])('at %d device pixels a pixel, cells %d device pixels wide stand apart: %p', (pixelRatio, width, isApart) => {
  const { fill } = written([WITHIN, WITHIN], [0, width, 2 * width], pixelRatio);

  expect(channels(fill)[width - 1] === NONE).toBe(isApart);
  expect(channels(fill)[width]).not.toBe(NONE);
});

test('textures are painted once for neighbours that share one', () => {
  const runs: number[][] = [];
  const cells = Uint8Array.of(UNKNOWN, UNKNOWN, WITHIN, UNKNOWN);
  eachTexturedRun(cells, Int32Array.of(0, 3, 5, 9, 10), lookPixels(looks), (...run) => runs.push(run));

  expect(runs).toEqual([
    [UNKNOWN, 0, 5],
    [UNKNOWN, 9, 10],
  ]);
});
