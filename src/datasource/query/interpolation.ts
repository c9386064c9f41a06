import type { HeadroomQuery } from '../../query/HeadroomQuery';
import { readValues, writeValues } from '../../query/valueList';
import { FIELD_SHAPES, type QueryField } from './queryFields';

/** How a variable's value becomes part of a text. */
type Format = (value: unknown) => string;

/** Replaces the variables of a text, as Grafana's template service does; its own format is used without one. */
export type Replace = (text: string, format?: Format) => string;

/** Fields that filter by exact values; the rest of the lists take names, one an entry. */
const FILTERS: ReadonlySet<string> = new Set<QueryField>([
  'service',
  'environment',
  'tables',
  'databases',
  'tiers',
  'categories',
]);

/** What stands for every value; pkg/query knows the same. */
const ALL_VALUES: readonly string[] = ['', '$__all', '.*'];

/** One more than the data source takes, so that it says so instead of answering for some of them. */
const MAX_VALUES = 1001;

/**
 * The query with the values of its variables. A value is data: whatever characters it holds, it stays one exact
 * value. A variable with several values becomes several values of the field, also inside a longer text.
 */
export function interpolateQuery(query: HeadroomQuery, replace: Replace): HeadroomQuery {
  const replaced: Record<string, unknown> = { ...query };
  for (const [field, stored] of Object.entries(replaced)) {
    if (Object.hasOwn(FIELD_SHAPES, field) && stored !== undefined) {
      replaced[field] = interpolateField(field, stored, replace);
    }
  }
  return replaced as unknown as HeadroomQuery;
}

function interpolateField(field: string, stored: unknown, replace: Replace): unknown {
  if (typeof stored === 'string') {
    return FILTERS.has(field) ? interpolateFilter(stored, replace) : replace(stored);
  }
  if (!Array.isArray(stored) || !stored.every((entry) => typeof entry === 'string')) {
    return stored;
  }
  if (FILTERS.has(field)) {
    return stored.flatMap((entry) => interpolateEntry(entry, replace));
  }
  const names = stored.flatMap((entry) => interpolateEntry(entry, replace));
  return names.some((name) => ALL_VALUES.includes(name)) ? undefined : names;
}

/** A filter's text keeps its form when it holds no variable. */
function interpolateFilter(text: string, replace: Replace): string {
  const { marked, found } = mark(text, replace);
  return found.length === 0 ? marked : writeValues(expand(marked, found));
}

/** An entry of a list with variables becomes an entry a value. */
function interpolateEntry(text: string, replace: Replace): string[] {
  const { marked, found } = mark(text, replace);
  return found.length === 0 ? [marked] : expand(marked, found).map((value) => writeValues([value]));
}

interface Marked {
  /** The text with a mark in place of each variable. */
  marked: string;
  /** The values of each variable, in the order of their marks. */
  found: string[][];
}

// Code points that Unicode keeps out of texts enclose a mark's number.
const MARK = /\uFDD0(\d+)\uFDD1/;

function mark(text: string, replace: Replace): Marked {
  const found: string[][] = [];
  const marked = replace(text, (value) => {
    found.push(Array.isArray(value) ? value.map(String) : [String(value)]);
    return `\uFDD0${found.length - 1}\uFDD1`;
  });
  return { marked, found };
}

/** Every combination of the values, for each element of the text. */
function expand(marked: string, found: string[][]): string[] {
  return readValues(marked)
    .flatMap((element) => combinations(element.split(MARK), found))
    .slice(0, MAX_VALUES);
}

/** @param parts texts at even places, the numbers of marks at odd ones. */
function combinations(parts: string[], found: string[][]): string[] {
  return parts.reduce<string[]>(
    (texts, part, index) => {
      const values = index % 2 === 0 ? [part] : (found[Number(part)] ?? []);
      return texts.flatMap((text) => values.map((value) => text + value)).slice(0, MAX_VALUES);
    },
    ['']
  );
}
