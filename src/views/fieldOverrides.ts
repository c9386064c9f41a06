/** One setting of a field, as field overrides hold it. */
export interface FieldProperty {
  id: string;
  value: unknown;
}

/** Settings of the column of a name. */
export function column(name: string, ...properties: FieldProperty[]) {
  return { matcher: { id: 'byName', options: name }, properties };
}

/** A fixed colour, by its name in Grafana's palette. */
export function color(fixedColor: string): FieldProperty {
  return { id: 'color', value: { mode: 'fixed', fixedColor } };
}

/**
 * What every field shows where it has no value. As a default of the panel, which `noValue` of the field config is, it
 * would also be all that Grafana says of an answer without a row.
 */
export function blank(text: string) {
  return { matcher: { id: 'byRegexp', options: '/.*/' }, properties: [{ id: 'noValue', value: text }] };
}

/** Keeps a column of a table for links, and out of sight: by the second name since Grafana 12.2. */
export const HIDDEN: FieldProperty[] = [
  { id: 'custom.hidden', value: true },
  { id: 'custom.hideFrom.viz', value: true },
];
