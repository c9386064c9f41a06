import type { HeadroomSettings } from '../settings';
import { isRecord } from './settingsChange';
import { interval, resolve, schemaAt, type JsonSchema } from './settingsSchema';

/** One thing that is wrong with the settings, at a path as JavaScript writes it. */
export interface SettingProblem {
  path: string;
  message: string;
}

/**
 * Everything that the schema finds wrong with `jsonData`, while it is being typed. The rules across fields are the
 * backend's, whose health check has the last word. Keys beside the data source's own are Grafana's.
 */
export function checkSettings(schema: JsonSchema, jsonData: HeadroomSettings): SettingProblem[] {
  const parts = Object.keys(schemaAt(schema)?.properties ?? {});
  return parts.flatMap((part) => checkPart(schema, part, (jsonData as Record<string, unknown>)[part]));
}

/** Everything that the schema finds wrong with one part of `jsonData`. */
export function checkPart(root: JsonSchema, part: string, value: unknown): SettingProblem[] {
  const schema = schemaAt(root, part);
  return schema && value !== undefined ? check({ root, schema, path: part }, value) : [];
}

interface Place {
  root: JsonSchema;
  schema: JsonSchema;
  path: string;
}

function check(place: Place, value: unknown): SettingProblem[] {
  const { root, path } = place;
  const schema = resolve(root, place.schema);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) {
    const other = choices.find((choice) => choice.type !== 'null');
    return value === null || !other ? [] : check({ root, schema: other, path }, value);
  }
  const wrong = wrongWith(schema, value);
  if (wrong) {
    return [{ path, message: wrong }];
  }
  if (Array.isArray(value) && schema.items) {
    const { items } = schema;
    return value.flatMap((entry, index) => check({ root, schema: items, path: `${path}[${index}]` }, entry));
  }
  return isRecord(value) ? checkMembers({ root, schema, path }, value) : [];
}

function checkMembers({ root, schema, path }: Place, value: Record<string, unknown>): SettingProblem[] {
  const names = Object.keys(schema.properties ?? {});
  const missing = (schema.required ?? []).filter((name) => value[name] === undefined);
  return [
    ...missing.map((name) => ({ path: member(path, name), message: 'is missing' })),
    ...Object.entries(value).flatMap(([name, entry]) => {
      const at = member(path, name);
      const known = schema.propertyNames?.enum ?? (schema.additionalProperties === false ? names : undefined);
      const below = schema.properties?.[name] ?? schema.additionalProperties;
      if (known && !known.includes(name)) {
        return [{ path: at, message: `is not a known key; known: ${known.join(', ')}` }];
      }
      return typeof below === 'object' ? check({ root, schema: below, path: at }, entry) : [];
    }),
  ];
}

const TYPE_NAMES = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'null',
} satisfies Record<NonNullable<JsonSchema['type']>, string>;

/** What is wrong with a value by itself. */
function wrongWith(schema: JsonSchema, value: unknown): string | undefined {
  const { type } = schema;
  if (type && !hasType(type, value)) {
    return `${shown(value)} is not ${TYPE_NAMES[type]}`;
  }
  if (schema.enum && !schema.enum.includes(value)) {
    return `${shown(value)} is not known; known: ${schema.enum.join(', ')}`;
  }
  if (typeof value === 'number') {
    return isWithin(schema, value) ? undefined : `${value} is outside ${interval(schema)}`;
  }
  if (typeof value === 'string') {
    return wrongWithText(schema, value);
  }
  return Array.isArray(value) ? wrongWithCount(schema, value.length) : undefined;
}

function hasType(type: NonNullable<JsonSchema['type']>, value: unknown): boolean {
  switch (type) {
    case 'object':
      return isRecord(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'null':
      return value === null;
    default:
      return typeof value === type;
  }
}

function isWithin({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonSchema, value: number): boolean {
  return (
    value >= (minimum ?? -Infinity) &&
    value <= (maximum ?? Infinity) &&
    value > (exclusiveMinimum ?? -Infinity) &&
    value < (exclusiveMaximum ?? Infinity)
  );
}

function wrongWithText({ minLength = 0, maxLength = Infinity, pattern, examples = [] }: JsonSchema, text: string) {
  if (text.length < minLength) {
    return 'is empty';
  }
  if (text.length > maxLength) {
    return `${text.length} characters are more than the ${maxLength} allowed`;
  }
  const matches = pattern === undefined || new RegExp(pattern, 'u').test(text);
  return matches ? undefined : `${shown(text)} does not look like ${examples.map(shown).join(' or ')}`;
}

function wrongWithCount({ minItems = 0, maxItems = Infinity }: JsonSchema, count: number) {
  if (count < minItems) {
    return `${count} entries are fewer than the ${minItems} needed`;
  }
  return count > maxItems ? `${count} entries are more than the ${maxItems} allowed` : undefined;
}

const LONGEST_SHOWN = 60;

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

function member(path: string, name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
}
