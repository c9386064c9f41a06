import { type DataFrame, type Field, FieldType } from '@grafana/data';

export const timeFieldOf = (frame: DataFrame) => frame.fields.find((field) => field.type === FieldType.time);

export const textFields = (frame: DataFrame) => frame.fields.filter((field) => field.type === FieldType.string);

export const numberFields = (frame: DataFrame) => frame.fields.filter((field) => field.type === FieldType.number);

/** The data source's word for the length of a bucket, in milliseconds. */
export function declaredInterval(timeField: Field): number | undefined {
  const interval = timeField.config.interval;
  return typeof interval === 'number' && interval > 0 && Number.isFinite(interval) ? interval : undefined;
}
