import { dateTimeFormat, timeZoneAbbrevation } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';

/** From when to when a bucket reaches, in a time zone's clock, as briefly as its ends allow. */
export function bucketText(start: number, end: number, timeZone: TimeZone): string {
  const format = (time: number, pattern: string) => dateTimeFormat(time, { timeZone, format: pattern });
  const isWholeMinutes = [start, end].every((time) => time % MINUTE === 0);
  const clock = isWholeMinutes ? 'HH:mm' : 'HH:mm:ss';
  const day = 'ddd YYYY-MM-DD';
  const isSameDay = format(start, day) === format(end, day);
  const zone = timeZoneAbbrevation(start, { timeZone });
  const to = format(end, isSameDay ? clock : `${day} ${clock}`);
  return `${format(start, `${day} ${clock}`)} – ${to} ${zone}`.trim();
}

const MINUTE = 60_000;
