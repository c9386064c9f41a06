import { type DataFrame, FieldType, VisualizationSuggestionScore } from '@grafana/data';

import { suggestionsSupplier } from './suggestions';
import { tableSeries, wideFrame } from './testing/trafficFrames';

const supplier = suggestionsSupplier('the-panel');
const plain = (count: number) => wideFrame(Array.from({ length: count }, () => ({ values: [1, 2, 3] })));

/** As Grafana sums data up. */
const summaryOf = (frames: DataFrame[]) => {
  const fields = frames.flatMap((frame) => frame.fields);
  const has = (type: FieldType) => fields.some((field) => field.type === type);
  return {
    hasData: frames.length > 0,
    hasTimeField: has(FieldType.time),
    hasNumberField: has(FieldType.number),
    numberFieldCount: fields.filter(({ type }) => type === FieldType.number).length,
    rowCountMax: Math.max(0, ...frames.map(({ length }) => length)),
    rawFrames: frames,
  };
};

test.each([
  ['few series', plain(2), VisualizationSuggestionScore.OK],
  ['many series', plain(20), VisualizationSuggestionScore.Good],
  [
    'expected ranges',
    wideFrame([tableSeries('jobs', [1, 2, 3], { low: 1, high: 2 })]),
    VisualizationSuggestionScore.Best,
  ],
])('%s', (_, frame, score) => {
  expect(supplier(summaryOf([frame])).map((suggestion) => suggestion.score)).toEqual([score]);
});

test.each([
  ['no data', []],
  ['a single point', [wideFrame([{ values: [1] }])]],
])('nothing for %s', (_, frames) => {
  expect(supplier(summaryOf(frames))).toEqual([]);
});

test('Grafana 12.3 asks an object, and says less', () => {
  const appended: unknown[] = [];
  const { rawFrames, ...dataSummary } = summaryOf([plain(20)]);
  supplier.getSuggestionsForData({
    dataSummary,
    getListAppender: (defaults) => ({ append: (suggestion) => appended.push({ ...defaults, ...suggestion }) }),
  });

  expect(appended).toMatchObject([{ pluginId: 'the-panel', score: VisualizationSuggestionScore.Good }]);
});
