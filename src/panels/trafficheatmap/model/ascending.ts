/** The first index of an ascending list whose value is at least the given one; its length when none is. */
export function lowerBound(ascending: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? Infinity) < value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** The finite values in ascending order, each once. */
export function sortedDistinct(values: ArrayLike<number>): Float64Array {
  // A null would become 0.
  const finite = Float64Array.from(values, (value) => value ?? NaN).filter(Number.isFinite);
  if (!isAscending(finite)) {
    finite.sort();
  }
  let kept = 0;
  for (const value of finite) {
    if (kept === 0 || value !== finite[kept - 1]) {
      finite[kept++] = value;
    }
  }
  return finite.slice(0, kept);
}

/** The middle one of the steps between neighbours, undefined without two values. */
export function medianStep(ascending: Float64Array): number | undefined {
  const steps = ascending.subarray(1).map((value, i) => value - (ascending[i] ?? value));
  return steps.sort()[steps.length >> 1];
}

function isAscending(values: Float64Array): boolean {
  for (let i = 1; i < values.length; i++) {
    if ((values[i] ?? 0) < (values[i - 1] ?? 0)) {
      return false;
    }
  }
  return true;
}
