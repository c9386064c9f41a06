import type { Labels } from '@grafana/data';

import type { Series } from './series';

/** What a series is called when it says nothing but "this is a value". */
const GENERIC_NAME = /^value$/i;

/**
 * What to call each series, unique among all: its display name, else the labels that tell it from the others, else
 * its only label, field or frame. Equal names get the labels that differ, or else a number.
 *
 * @param shownElsewhere labels that a name need not repeat, as long as it is unique
 */
export function rowNames(series: Series[], shownElsewhere: string[] = []): string[] {
  const isNaming = (name: string) => !shownElsewhere.includes(name);
  const differing = differingLabels(series.map(({ labels }) => labels)).filter(isNaming);
  const names = series.map(
    (one) => displayName(one) ?? labelText(one.labels, differing) ?? onlyLabel(one.labels, isNaming) ?? plainName(one)
  );
  return toldApart(names, series);
}

function displayName({ field }: Series): string | undefined {
  return field.config.displayName || field.config.displayNameFromDS || undefined;
}

function plainName({ field, frame }: Series): string {
  return (GENERIC_NAME.test(field.name) && frame.name) || field.name || frame.name || 'value';
}

/** The names of the labels that do not have one value throughout, in order of appearance. */
function differingLabels(all: Labels[]): string[] {
  const names = new Set(all.flatMap((labels) => Object.keys(labels)));
  return [...names].filter((name) => all.some((labels) => labels[name] !== all[0]?.[name]));
}

/** The value of a label that is the only one, and so says what the series is of. */
function onlyLabel(labels: Labels, isNaming: (name: string) => boolean): string | undefined {
  const [value, ...more] = Object.keys(labels).filter(isNaming);
  return value !== undefined && more.length === 0 ? labels[value] || undefined : undefined;
}

function labelText(labels: Labels, names: string[]): string | undefined {
  const values = names.map((name) => labels[name]).filter(Boolean);
  return values.length > 0 ? values.join(' · ') : undefined;
}

function toldApart(names: string[], series: Series[]): string[] {
  const unique = [...names];
  for (const [name, rows] of indexesByValue(names)) {
    if (rows.length > 1) {
      const labels = rows.map((row) => identity(series[row]));
      const differing = differingLabels(labels);
      for (const [index, row] of rows.entries()) {
        const suffix = labelText(labels[index] ?? {}, differing);
        unique[row] = suffix ? `${name} (${suffix})` : name;
      }
    }
  }
  return numbered(unique);
}

/** The labels, and the query where they say nothing. */
const identity = (series: Series | undefined): Labels => ({ ...series?.labels, refId: series?.frame.refId ?? '' });

/** Names that are still equal get a number from the second on; a number that is itself a name is left out. */
function numbered(names: string[]): string[] {
  const taken = new Set(names);
  const seen = new Set<string>();
  const lastNumber = new Map<string, number>();
  return names.map((name) => {
    if (!seen.has(name)) {
      seen.add(name);
      return name;
    }
    let number = lastNumber.get(name) ?? 1;
    let candidate: string;
    do {
      number++;
      candidate = `${name} #${number}`;
    } while (taken.has(candidate));
    lastNumber.set(name, number);
    taken.add(candidate);
    return candidate;
  });
}

function indexesByValue(values: string[]): Map<string, number[]> {
  const indexes = new Map<string, number[]>();
  values.forEach((value, index) => {
    const found = indexes.get(value);
    if (found) {
      found.push(index);
    } else {
      indexes.set(value, [index]);
    }
  });
  return indexes;
}
