const UNIT_SECONDS: Record<string, number> = {
  y: 365 * 86_400,
  w: 7 * 86_400,
  d: 86_400,
  h: 3600,
  m: 60,
  s: 1,
  ms: 0.001,
};

const DURATION = /^(?:\d+(?:y|w|d|h|ms|m|s))+$/;

/** A Prometheus duration such as "1m30s" in seconds; "0" is one, too. Undefined when the text is none. */
export function durationSeconds(text: string): number | undefined {
  if (text === '0') {
    return 0;
  }
  if (!DURATION.test(text)) {
    return undefined;
  }
  return [...text.matchAll(/(\d+)([a-z]+)/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (UNIT_SECONDS[unit ?? ''] ?? 0),
    0
  );
}

/** Units in which lengths of time are told, the longest first. */
const TOLD_UNITS: Array<[seconds: number, name: string]> = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
];

/** How often something happens: "5 minutes", and "hour" rather than "1 hour". */
export const everyText = (seconds: number) => durationText(seconds).replace(/^1 /, '');

/** Seconds in words, in the longest unit that divides them: 5400 is "90 minutes". */
export function durationText(seconds: number): string {
  const [unit, name] = TOLD_UNITS.find(([length]) => seconds >= length && seconds % length === 0) ?? [1, 'second'];
  const count = seconds / unit;
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
