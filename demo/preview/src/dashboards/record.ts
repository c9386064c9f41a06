/** A JSON object whose fields are taken one by one; what nobody took is an error. */
export class StrictRecord {
  private readonly rest: Map<string, unknown>;

  constructor(
    value: unknown,
    readonly path: string
  ) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new Error(`${path}: expected an object`);
    }
    this.rest = new Map(Object.entries(value));
  }

  take<T>(key: string, fallback: T): T {
    const value = this.rest.get(key);
    this.rest.delete(key);
    return value === undefined ? fallback : (value as T);
  }

  require<T>(key: string): T {
    const value = this.take<T | undefined>(key, undefined);
    if (value === undefined) {
      throw new Error(`${this.path}: ${key} is missing`);
    }
    return value;
  }

  /** Fields that change nothing in a preview. */
  ignore(...keys: string[]): this {
    keys.forEach((key) => this.rest.delete(key));
    return this;
  }

  record(key: string): StrictRecord | undefined {
    const value = this.take<unknown>(key, undefined);
    return value === undefined ? undefined : new StrictRecord(value, `${this.path}.${key}`);
  }

  list(key: string): StrictRecord[] {
    return this.take<unknown[]>(key, []).map((item, index) => new StrictRecord(item, `${this.path}.${key}[${index}]`));
  }

  /** Throws when a field is left that nobody took: the preview would draw something else than Grafana. */
  done() {
    if (this.rest.size > 0) {
      throw new Error(`${this.path}: the preview does not know ${[...this.rest.keys()].join(', ')}`);
    }
  }
}
