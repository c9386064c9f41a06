/** The part of JSON Schema (2020-12) that the data source's schema of its settings uses. */
export interface JsonSchema {
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  type?: 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array' | 'null';
  enum?: unknown[];
  default?: unknown;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  additionalProperties?: boolean | JsonSchema;
  propertyNames?: JsonSchema;
  required?: string[];
  items?: JsonSchema;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  examples?: unknown[];
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
}

/** The schema at a path of property names below `jsonData`, with references followed. */
export function schemaAt(root: JsonSchema | undefined, ...names: string[]): JsonSchema | undefined {
  const start = root && resolve(root, { $ref: '#/$defs/Settings' });
  return names.reduce<JsonSchema | undefined>((schema, name) => {
    const next = schema?.properties?.[name];
    return root && next && resolve(root, next);
  }, start);
}

/** The schema that a reference into the same document stands for. */
export function resolve(root: JsonSchema, schema: JsonSchema): JsonSchema {
  const name = schema.$ref?.replace('#/$defs/', '');
  return (name !== undefined && root.$defs?.[name]) || schema;
}

/** The allowed numbers as mathematics writes them: a round bracket excludes the end beside it. */
export function interval({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonSchema): string {
  const low = minimum !== undefined ? `[${minimum}` : `(${exclusiveMinimum ?? '−∞'}`;
  const high = maximum !== undefined ? `${maximum}]` : `${exclusiveMaximum ?? '∞'})`;
  return `${low}, ${high}`;
}
