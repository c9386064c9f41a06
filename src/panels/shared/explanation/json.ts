// Any data source may answer anything, so each part is taken only in the shape that it should have.

export type Json = Record<string, unknown>;

const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** The value as an object, an empty one where it is none. */
export const asRecord = (value: unknown): Json => (isRecord(value) ? value : {});

export const member = (value: unknown, key: string): unknown => asRecord(value)[key];

/** The objects of a list; none where it is no list. */
export const records = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isRecord) : []);

/** A text that says something. */
export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** A number that is known. */
export const number = (value: unknown): number | null => (Number.isFinite(value) ? (value as number) : null);

export const labels = (value: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(asRecord(value)).map(([name, label]) => [name, String(label)]));
