/** Points that a trend should have at most; more are no clearer. */
const TREND_POINTS = 720;
const MINUTE_SECONDS = 60;

/** The step of a trend over a range: whole minutes, as few as the number of points allows. */
export function trendStep(rangeSeconds: number): string {
  return `${Math.max(1, Math.ceil(rangeSeconds / TREND_POINTS / MINUTE_SECONDS))}m`;
}
