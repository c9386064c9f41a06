import { formattedValueToString } from '@grafana/data';

import { shortNumber } from '../../shared/numberText';
import type { HeatmapRow } from '../model/rows';

/** A value as its field displays it, short and with its unit. */
export function valueText(value: number, { series }: HeatmapRow): string {
  return series.field.display ? formattedValueToString(series.field.display(value)) : shortNumber(value);
}
