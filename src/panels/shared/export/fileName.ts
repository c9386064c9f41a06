import type { TimeRange } from '@grafana/data';

/** Longer titles are cut: file systems take 255 bytes, of which a letter can take four. */
const LONGEST_TITLE = 48;

/** What file systems refuse or read as a path: separators, wildcards, and control characters. */
const REFUSED = /[\\/:*?"<>|\0-\x1F\x7F-\x9F]/g;

/** What is not seen, or turns the direction of the letters after it. */
const INVISIBLE = /[\xAD\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/g;

/** The name of a file of what a panel shows: its title and the time range in UTC, "Table traffic 20261116T000000Z-20261123T000000Z.csv". */
export function fileName(
  title: string,
  { from, to }: Pick<TimeRange, 'from' | 'to'>,
  extension: 'csv' | 'png'
): string {
  const safe = title.replace(REFUSED, ' ').replace(INVISIBLE, ' ').replace(/\s+/g, ' ').trim().replace(/^\.+/, '');
  const short = [...safe].slice(0, LONGEST_TITLE).join('').trim();
  const basic = (time: TimeRange['from']) => time.toISOString().replace(/[-:]|\.\d+/g, '');
  return `${short || 'Panel'} ${basic(from)}-${basic(to)}.${extension}`;
}
