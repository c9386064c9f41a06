import { dateTime, isDateTime, rangeUtil, type RawTimeRange, type TimeRange } from '@grafana/data';

/** Histories to choose from, all of which end now. */
export const HISTORIES = [
  { value: 'now-24h', label: '24 hours' },
  { value: 'now-7d', label: '7 days' },
  { value: 'now-30d', label: '30 days' },
  { value: 'now-90d', label: '90 days' },
];

const USUAL: RawTimeRange = { from: 'now-30d', to: 'now' };

/** The history between the texts of a page's address; a month where there are none, or such as are no moments. */
export function pageHistory(from: string | null, to: string | null): TimeRange {
  const range = from && to ? rangeUtil.convertRawToRange({ from: moment(from), to: moment(to) }) : undefined;
  return range?.from.isValid() && range.to.isValid() && range.from.isBefore(range.to)
    ? range
    : rangeUtil.convertRawToRange(USUAL);
}

/** Which of the histories to choose from it is; none where the address names another one. */
export function chosenHistory({ raw: { from, to } }: TimeRange): string | undefined {
  return to === 'now' ? HISTORIES.find(({ value }) => value === from)?.value : undefined;
}

/** A history in words. */
export const historyText = ({ raw, from, to }: TimeRange) =>
  rangeUtil.describeTimeRange(isDateTime(raw.from) ? { from, to } : raw);

/** Addresses hold moments as texts relative to now, or as milliseconds, or as dates. */
function moment(text: string): RawTimeRange['from'] {
  if (text.includes('now')) {
    return text;
  }
  return dateTime(new Date(/^\d+$/.test(text) ? Number(text) : text));
}
