import { dateTimeForTimeZone, dateTimeFormat, systemDateFormats } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';

import type { TimeSpan } from '../model/timeColumns';

export interface TimeTick {
  time: number;
  text: string;
}

type Unit = 'second' | 'minute' | 'hour' | 'day' | 'month' | 'year';

interface Step {
  unit: Unit;
  count: number;
  ms: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const steps = (unit: Unit, unitMs: number, counts: number[]): Step[] =>
  counts.map((count) => ({ unit, count, ms: count * unitMs }));

const STEPS: Step[] = [
  ...steps('second', SECOND, [1, 5, 15, 30]),
  ...steps('minute', MINUTE, [1, 5, 15, 30]),
  ...steps('hour', HOUR, [1, 3, 6, 12]),
  ...steps('day', DAY, [1, 2, 7, 14]),
  ...steps('month', 30.5 * DAY, [1, 3, 6]),
  ...steps('year', 365.25 * DAY, [1, 2, 5, 10, 100]),
];

/** Round times of a time zone's clock and calendar, at most `most` of them, as texts that Grafana's settings shape. */
export function timeTicks({ from, to }: TimeSpan, most: number, timeZone: TimeZone): TimeTick[] {
  const step = STEPS.find(({ ms }) => (to - from) / ms <= most) ?? STEPS.at(-1);
  if (!step || !(to > from) || most < 1) {
    return [];
  }
  const ticks: TimeTick[] = [];
  let time = firstAtOrBefore(from, step, timeZone);
  while (time <= to) {
    if (time >= from) {
      ticks.push({ time, text: tickText(time, step, timeZone) });
    }
    const next = nextAfter(time, step, timeZone);
    if (next <= time) {
      break;
    }
    time = next;
  }
  return ticks;
}

function firstAtOrBefore(time: number, { unit, count }: Step, timeZone: TimeZone): number {
  const clock = dateTimeForTimeZone(timeZone, time).startOf(unit === 'second' ? 'second' : unit);
  const back = clockValue(clock, unit) % count;
  return back > 0 ? clock.subtract(back, unit).valueOf() : clock.valueOf();
}

/** By the calendar: a day is not always 24 hours, nor a month 30 days. */
function nextAfter(time: number, { unit, count }: Step, timeZone: TimeZone): number {
  const next = dateTimeForTimeZone(timeZone, time).add(count, unit);
  if (unit !== 'hour' || count === 1) {
    return next.valueOf();
  }
  // A change of clocks in between moves the ticks off the round hours.
  const off = clockValue(next, unit) % count;
  const rounded = off === 0 ? next : next.add(off > count / 2 ? count - off : -off, unit);
  return rounded.valueOf();
}

function clockValue(time: ReturnType<typeof dateTimeForTimeZone>, unit: Unit): number {
  switch (unit) {
    case 'second':
    case 'minute':
    case 'hour':
      return Number(time.format({ second: 's', minute: 'm', hour: 'H' }[unit]));
    case 'day':
      // Days count from a fixed Monday, so that weeks start on one and days keep their places while a range moves.
      return Math.floor((Date.UTC(...calendarDay(time)) - FIRST_MONDAY) / DAY);
    case 'month':
      return calendarDay(time)[1];
    case 'year':
      return calendarDay(time)[0];
  }
}

const FIRST_MONDAY = Date.UTC(1900, 0, 1);

const calendarDay = (time: ReturnType<typeof dateTimeForTimeZone>): [number, number, number] => {
  const [year = 1970, month = 1, day = 1] = time.format('YYYY-M-D').split('-').map(Number);
  return [year, month - 1, day];
};

function tickText(time: number, { unit }: Step, timeZone: TimeZone): string {
  const { interval } = systemDateFormats;
  const isMidnight = dateTimeFormat(time, { timeZone, format: 'HH:mm:ss' }) === '00:00:00';
  if (unit === 'second' || unit === 'minute' || unit === 'hour') {
    const clock = unit === 'second' ? interval.second : interval.minute;
    return dateTimeFormat(time, { timeZone, format: isMidnight ? interval.day : clock });
  }
  return dateTimeFormat(time, { timeZone, format: interval[unit] });
}
