import type { HeadroomQuery } from '../../query/HeadroomQuery';
import { choicesOf, FIELD_SHAPES, takesField, type CHOICES, type FieldShape, type QueryField } from './queryFields';
import { isQueryType, type QueryType } from './queryTypes';

// A stored query may come from another version, a provisioning file or a person's hand: nothing in it is certain.

/** Fields that Grafana itself keeps in a query or adds to it; pkg/query sets the same ones aside. */
const GRAFANA_FIELDS: readonly string[] = [
  'datasource',
  'datasourceId',
  'hide',
  'intervalMs',
  'key',
  'maxDataPoints',
  'queryCachingTTL',
  'queryType',
  'refId',
  'resultAssertions',
  'timeRange',
];

/** What the editor cannot show, and why. */
export interface FieldProblem {
  field: string;
  reason: string;
}

/** Fields of which this version answers one value alone. */
const SOLE_VALUES: Readonly<Record<string, string>> = { baseline: 'declared', basis: 'guideline' };

const SHAPE_NAMES: Record<FieldShape, string> = {
  text: 'a text',
  texts: 'a list of texts',
  number: 'a number',
  numbers: 'a list of numbers',
  flag: 'true or false',
};

function hasShape(value: unknown, shape: FieldShape): boolean {
  switch (shape) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'flag':
      return typeof value === 'boolean';
    case 'texts':
      return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
    case 'numbers':
      return Array.isArray(value) && value.every((entry) => typeof entry === 'number');
  }
}

/** A field's value where it has the shape that the field takes, else `undefined`. */
function fieldOf(query: HeadroomQuery, field: QueryField): unknown {
  const value: unknown = (query as unknown as Record<string, unknown>)[field];
  return hasShape(value, FIELD_SHAPES[field]) ? value : undefined;
}

export const textOf = (query: HeadroomQuery, field: QueryField) => fieldOf(query, field) as string | undefined;
export const textsOf = (query: HeadroomQuery, field: QueryField) => fieldOf(query, field) as string[] | undefined;
export const numberOf = (query: HeadroomQuery, field: QueryField) => fieldOf(query, field) as number | undefined;
export const flagOf = (query: HeadroomQuery, field: QueryField) => fieldOf(query, field) as boolean | undefined;
export const numbersOf = (query: HeadroomQuery, field: QueryField) => fieldOf(query, field) as number[] | undefined;

/** The fields of a query that are not Grafana's own: what somebody has asked for. */
export function ownFields(query: HeadroomQuery): string[] {
  return Object.entries(query).flatMap(([field, value]) =>
    GRAFANA_FIELDS.includes(field) || value === undefined ? [] : [field]
  );
}

/** The fields of a query that its form cannot show; they are kept until somebody removes them. */
export function problemsOf(query: HeadroomQuery): FieldProblem[] {
  const type: unknown = query.queryType;
  if (!isQueryType(type)) {
    return [];
  }
  return ownFields(query).flatMap((field) => {
    if (!takesField(type, field)) {
      return [{ field, reason: `${field} is not a field of ${type} queries in this version` }];
    }
    const reason = wrongWith(type, field, (query as unknown as Record<string, unknown>)[field]);
    return reason ? [{ field, reason: `${field} ${reason}` }] : [];
  });
}

function wrongWith(type: QueryType, field: QueryField, value: unknown): string | undefined {
  const shape = FIELD_SHAPES[field];
  if (!hasShape(value, shape)) {
    return `is not ${SHAPE_NAMES[shape]}`;
  }
  const sole = field === 'format' && !hasFormatChoice(type) ? 'table' : SOLE_VALUES[field];
  return sole === undefined || value === sole ? undefined : `can only be ${JSON.stringify(sole)} in this version`;
}

/**
 * The query as it was saved. Grafana adds the fields of a new query to one that holds nothing but its type, whichever
 * that is (`callQueryMethod` of Grafana 12.3): so a type that takes no format gets one.
 */
export function withoutAddedFormat(query: HeadroomQuery): HeadroomQuery {
  const type: unknown = query.queryType;
  const [field, ...others] = ownFields(query);
  const isAdded = field === 'format' && others.length === 0 && textOf(query, field) === 'table';
  return isAdded && isQueryType(type) && !takesField(type, field) ? withField(query, field, undefined) : query;
}

/** Fields of a query type that do not go together: one that is set takes the others out. */
const RIVALS: Partial<Record<QueryType, Readonly<Record<string, readonly string[]>>>> = {
  delivery: { step: ['window', 'format'], window: ['step'], format: ['step'] },
};

/** The query with a field set; `undefined`, an empty text and an empty list take the field out. */
export function withField(query: HeadroomQuery, field: string, value: unknown): HeadroomQuery {
  const { [field]: _, ...rest } = query as unknown as Record<string, unknown>;
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) {
    return rest as unknown as HeadroomQuery;
  }
  const rivals = RIVALS[query.queryType]?.[field] ?? [];
  const kept = Object.fromEntries(Object.entries(rest).filter(([name]) => !rivals.includes(name)));
  return { ...kept, [field]: value } as unknown as HeadroomQuery;
}

/** Whether a query that can be answered in both formats asks for a trend instead. */
export function isTrend(query: HeadroomQuery): boolean {
  return query.queryType === 'delivery' && Boolean(textOf(query, 'step'));
}

/** The query as one of another type: what the new type does not take goes, Grafana's own fields stay. */
export function withType(query: HeadroomQuery, type: QueryType): HeadroomQuery {
  const kept = Object.entries(query).filter(
    ([field, value]) => GRAFANA_FIELDS.includes(field) || (takesField(type, field) && suits(type, field, value))
  );
  return { ...Object.fromEntries(kept), queryType: type } as HeadroomQuery;
}

/** `format` and `measure` exist in several types, and not with the same values in all of them. */
function suits(type: QueryType, field: QueryField, value: unknown): boolean {
  if (!hasShape(value, FIELD_SHAPES[field])) {
    return false;
  }
  return field === 'measure' ? isChoice(field, type, String(value)) : field !== 'format' || hasFormatChoice(type);
}

const FORMAT_CHOICES: readonly QueryType[] = ['kpi', 'error_budget', 'delivery', 'traffic', 'coverage'];

/** Whether a query type answers in both formats. */
export function hasFormatChoice(type: QueryType): boolean {
  return FORMAT_CHOICES.includes(type);
}

/** Whether a text is one of the field's choices, or holds a variable that may become one. */
export function isChoice(field: keyof typeof CHOICES, type: QueryType, text: string): boolean {
  return Object.hasOwn(choicesOf(field, type), text) || /\$|\[\[/.test(text);
}
