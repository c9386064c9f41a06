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
