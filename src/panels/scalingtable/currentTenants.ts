import { type DataFrame, getFieldDisplayName, type InterpolateFunction } from '@grafana/data';

import { finiteNumber } from '../shared/column';
import type { ScalingTableOptions } from './options';

/**
 * How many tenants there are now: the last number of the chosen field, else the number typed in, which may be a
 * variable. Undefined when neither gives a number.
 */
export function currentTenants(
  { currentTenants: typed, currentTenantsField }: ScalingTableOptions,
  frames: DataFrame[],
  replaceVariables: InterpolateFunction
): number | undefined {
  const measured = currentTenantsField ? lastNumber(frames, currentTenantsField) : undefined;
  return measured ?? typedNumber(replaceVariables(typed ?? ''));
}

function lastNumber(frames: DataFrame[], name: string): number | undefined {
  for (const frame of frames) {
    const field = frame.fields.find(
      (candidate) => candidate.name === name || getFieldDisplayName(candidate, frame, frames) === name
    );
    const last = field?.values.findLast((value) => finiteNumber(value) !== null);
    if (last !== undefined) {
      return last;
    }
  }
  return undefined;
}

/** People write 1,800 or 1 800. */
function typedNumber(text: string): number | undefined {
  const digits = text.replace(/[\s,]/g, '');
  const value = Number(digits);
  return digits !== '' && Number.isFinite(value) && value >= 0 ? value : undefined;
}
