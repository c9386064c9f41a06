import { type DateTime, dateTimeForTimeZone, systemDateFormats } from '@grafana/data';
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
  // One clock for all ticks: making one for a time zone costs more than all that is asked of it.
  const clock = dateTimeForTimeZone(timeZone, from);
  setBack(clock, step);
  let time = clock.valueOf();
  while (time <= to) {
    if (time >= from) {
      ticks.push({ time, text: tickText(clock, step) });
    }
    setForward(clock, step);
    if (clock.valueOf() <= time) {
      break;
    }
    time = clock.valueOf();
  }
  return ticks;
}

function setBack(clock: DateTime, { unit, count }: Step): void {
  clock.startOf(unit);
  clock.subtract(clockValue(clock, unit) % count, unit);
}

/** By the calendar: a day is not always 24 hours, nor a month 30 days. */
function setForward(clock: DateTime, { unit, count }: Step): void {
  clock.add(count, unit);
  if (unit === 'hour' && count > 1) {
    // A change of clocks in between moves the ticks off the round hours.
    const off = clockValue(clock, unit) % count;
    clock.add(off > count / 2 ? count - off : -off, unit);
  }
}

function clockValue(clock: DateTime, unit: Unit): number {
  switch (unit) {
    case 'second':
    case 'minute':
    case 'hour':
      return Number(clock.format({ second: 's', minute: 'm', hour: 'H' }[unit]));
    case 'day':
      // Days count from a fixed Monday, so that weeks start on one and days keep their places while a range moves.
      return Math.floor((Date.UTC(...calendarDay(clock)) - FIRST_MONDAY) / DAY);
    case 'month':
      return calendarDay(clock)[1];
    case 'year':
      return calendarDay(clock)[0];
  }
}

const FIRST_MONDAY = Date.UTC(1900, 0, 1);

const calendarDay = (clock: DateTime): [number, number, number] => {
  const [year = 1970, month = 1, day = 1] = clock.format('YYYY-M-D').split('-').map(Number);
  return [year, month - 1, day];
};

function tickText(clock: DateTime, { unit }: Step): string {
  const { interval } = systemDateFormats;
  if (unit === 'second' || unit === 'minute' || unit === 'hour') {
    const isMidnight = clock.format('HH:mm:ss') === '00:00:00';
    const clockFormat = unit === 'second' ? interval.second : interval.minute;
    return clock.format(isMidnight ? interval.day : clockFormat);
  }
  return clock.format(interval[unit]);
}
