import {
  createDataFrame,
  type DataFrame,
  FieldColorModeId,
  FieldType,
  MappingType,
  ThresholdsMode,
} from '@grafana/data';

import type { Past } from '../../../alerts/pastFirings';
import type { Evaluator } from '../../../alerts/kinds/RuleKind';
import { LINES } from '../../../views/timeSeriesLook';

/** What the area is called that marks when a rule would have fired. */
const FIRED = 'Would have fired';

/** A trend's frames with their bound as a line, below an area that marks when the rule would have fired. */
export function previewFrames(frames: DataFrame[], spans: Past['spans'], evaluator?: Evaluator): DataFrame[] {
  const bounded = frames.map((frame) => ({
    ...frame,
    fields: frame.fields.map((field) =>
      field.type === FieldType.number
        ? { ...field, config: { ...field.config, ...(evaluator && boundOf(evaluator, field.config.custom)) } }
        : field
    ),
  }));
  return spans.length > 0 ? [...bounded, firedFrame(spans)] : bounded;
}

/** The bound as a line, which the axis has to reach. */
function boundOf({ params }: Evaluator, custom: object | undefined) {
  return {
    thresholds: {
      mode: ThresholdsMode.Absolute,
      steps: [
        { value: -Infinity, color: 'transparent' },
        ...[...params].sort((a, b) => a - b).map((value) => ({ value, color: 'red' })),
      ],
    },
    custom: {
      ...custom,
      thresholdsStyle: { mode: 'line' },
      axisSoftMin: Math.min(...params),
      axisSoftMax: Math.max(...params),
    },
  };
}

/** One in every span, with a gap behind it; on a scale of its own, as high as the chart. */
function firedFrame(spans: Past['spans']): DataFrame {
  return createDataFrame({
    fields: [
      { name: 'time', type: FieldType.time, values: spans.flatMap(({ from, to }) => [from, to, to + 1]) },
      {
        name: FIRED,
        type: FieldType.number,
        values: spans.flatMap(() => [1, 1, null]),
        config: {
          displayName: FIRED,
          min: 0,
          max: 1,
          color: { mode: FieldColorModeId.Fixed, fixedColor: 'red' },
          mappings: [{ type: MappingType.ValueToText, options: { 1: { text: 'Yes' } } }],
          custom: { ...LINES, fillOpacity: 25, showPoints: 'never', axisPlacement: 'hidden' },
        },
      },
    ],
  });
}
