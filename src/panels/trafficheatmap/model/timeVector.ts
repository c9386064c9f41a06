/** The times of a frame's points, shared by all series that have the same ones. */
export interface TimeVector {
  /** Milliseconds since 1970. Neither sorted nor finite when the frame's are not. */
  stamps: ArrayLike<number>;
  /** The data source's word for the length of a bucket, in milliseconds. */
  intervalMs?: number;
}

/** How many of the latest vectors a new one is compared with: series that share times tend to stand together. */
const COMPARED = 8;

/** Hands out one vector for equal times, so that what depends on times alone is computed once. */
export class TimeVectors {
  private readonly known: TimeVector[] = [];

  of(stamps: ArrayLike<number>, intervalMs?: number): TimeVector {
    const same = this.known
      .slice(-COMPARED)
      .find((vector) => vector.intervalMs === intervalMs && equal(vector.stamps, stamps));
    if (same) {
      return same;
    }
    const vector = { stamps, intervalMs };
    this.known.push(vector);
    return vector;
  }
}

function equal(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a === b) {
    return true;
  }
  if (a.length !== b.length) {
    return false;
  }
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i]) {
      return false;
    }
  }
  return true;
}
