import type { DataFrame, Field, Labels } from '@grafana/data';

import { epochs } from './epochs';
import { declaredInterval, numberFields, textFields, timeFieldOf } from './frameFields';
import { splitLongFrame } from './longFrame';
import { type TimeVector, TimeVectors } from './timeVector';

/** One line of measurements, left where the frame has them. */
export interface Series {
  field: Field;
  frame: DataFrame;
  labels: Labels;
  time: TimeVector;
  /** Values beside `time.stamps`; anything but a finite number is unknown. */
  values: ArrayLike<unknown>;
  /** The frame's row of each point, where the frame holds several series one after another. */
  frameRows?: ArrayLike<number>;
}

export interface SeriesAnswer {
  series: Series[];
  /** What frames lack for any series to come out of them. */
  missing?: 'data' | 'time' | 'number';
}

/** Every numeric series of wide, multi and long frames alike, in the order of the frames. */
export function readSeries(frames: DataFrame[]): SeriesAnswer {
  const vectors = new TimeVectors();
  const series = frames.flatMap((frame) => seriesOf(frame, vectors));
  return series.length > 0 ? { series } : { series, missing: missingPart(frames) };
}

function seriesOf(frame: DataFrame, vectors: TimeVectors): Series[] {
  const timeField = timeFieldOf(frame);
  if (!timeField || frame.length === 0) {
    return [];
  }
  if (textFields(frame).length > 0) {
    return splitLongFrame(frame, timeField, vectors);
  }
  const time = vectors.of(epochs(timeField.values), declaredInterval(timeField));
  return numberFields(frame).map((field) => ({
    field,
    frame,
    labels: field.labels ?? {},
    time,
    values: field.values,
  }));
}

function missingPart(frames: DataFrame[]): SeriesAnswer['missing'] {
  const filled = frames.filter((frame) => frame.length > 0);
  if (filled.length === 0) {
    return 'data';
  }
  return filled.some(timeFieldOf) ? 'number' : 'time';
}
