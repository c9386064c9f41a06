/**
 * Times in milliseconds since 1970. Frames nearly always have them so, and then are the only copy; texts in ISO 8601
 * and dates, which some sources send, are converted. What is no time is NaN.
 */
export function epochs(values: ArrayLike<unknown>): ArrayLike<number> {
  return isNumbers(values) ? values : Float64Array.from(values, epochOf);
}

/** One value tells: a column has one kind of them. */
function isNumbers(values: ArrayLike<unknown>): values is ArrayLike<number> {
  let i = 0;
  while (i < values.length && (values[i] === null || values[i] === undefined)) {
    i++;
  }
  return i === values.length || typeof values[i] === 'number';
}

function epochOf(value: unknown): number {
  if (typeof value === 'string' || value instanceof Date) {
    return new Date(value).valueOf();
  }
  return typeof value === 'number' ? value : NaN;
}
