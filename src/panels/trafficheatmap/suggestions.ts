import { type DataFrame, VisualizationSuggestionScore } from '@grafana/data';

import type { HeatmapOptions } from './options';

/** What Grafana says of the data, as far as all supported versions say the same. */
interface DataSummary {
  hasData?: boolean;
  hasTimeField?: boolean;
  hasNumberField?: boolean;
  numberFieldCount: number;
  rowCountMax: number;
  /** From Grafana 12.4 on. */
  rawFrames?: DataFrame[];
}

interface Suggestion {
  name: string;
  options: Partial<HeatmapOptions>;
  score: VisualizationSuggestionScore;
}

interface SuggestionsBuilder {
  dataSummary: DataSummary;
  getListAppender: (defaults: Suggestion & { pluginId: string }) => {
    append: (suggestion: Partial<Suggestion>) => void;
  };
}

/** With fewer points a heatmap says less than the numbers themselves. */
const LEAST_POINTS = 3;

/** From this many series on, lines in a graph hide one another. */
const MANY_SERIES = 8;

/** Offers the heatmap for any time series: as a good choice for many, as the best where expected ranges ride along. */
function suggestionsFor(summary: DataSummary): Suggestion[] {
  if (!summary.hasData || !summary.hasTimeField || !summary.hasNumberField || summary.rowCountMax < LEAST_POINTS) {
    return [];
  }
  if (summary.rawFrames?.some(hasExpectedRange)) {
    const options: Partial<HeatmapOptions> = { colorMode: 'position' };
    return [{ name: 'Traffic against expected ranges', options, score: VisualizationSuggestionScore.Best }];
  }
  const isMany = summary.numberFieldCount >= MANY_SERIES;
  const score = isMany ? VisualizationSuggestionScore.Good : VisualizationSuggestionScore.OK;
  return [{ name: 'Traffic heatmap', options: { colorMode: 'absolute' }, score }];
}

const hasExpectedRange = ({ fields }: DataFrame) => fields.some(({ config }) => config.custom?.expected !== undefined);

/** Grafana 12.3 asks an object, later ones a function: this is both. */
export const suggestionsSupplier = (pluginId: string) =>
  Object.assign(suggestionsFor, {
    getSuggestionsForData(builder: SuggestionsBuilder) {
      for (const suggestion of suggestionsFor(builder.dataSummary)) {
        builder.getListAppender({ ...suggestion, pluginId }).append({});
      }
    },
  });
