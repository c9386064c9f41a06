import type { HeadroomOptions, HeadroomSettings } from '../settings';

/** The connections, each an object of `jsonData`. */
export type Connection = 'prometheus' | 'postgres' | 'grafana';

/** A connection's settings; whatever else a provisioning file may hold there counts as none. */
export function connectionOf(jsonData: HeadroomSettings, connection: Connection): Record<string, unknown> {
  const stored: unknown = jsonData[connection];
  return isRecord(stored) ? stored : {};
}

/** Whether any of these settings is stored, so that the part of the form that holds them opens by itself. */
export function hasSettings(settings: Record<string, unknown>, names: string[]): boolean {
  return names.some((name) => settings[name] !== undefined);
}

/** The options with one setting of a connection; an empty one is taken out, so that the default holds. */
export function withSetting(
  options: HeadroomOptions,
  connection: Connection,
  name: string,
  value: unknown
): HeadroomOptions {
  const settings = { ...connectionOf(options.jsonData, connection) };
  if (isEmpty(value)) {
    delete settings[name];
  } else {
    settings[name] = value;
  }
  return withPart(options, connection, settings);
}

/** The options with one part of `jsonData`; an empty part is taken out. */
export function withPart(options: HeadroomOptions, part: keyof HeadroomSettings, value: unknown): HeadroomOptions {
  const { [part]: _, ...rest } = options.jsonData;
  return { ...options, jsonData: isEmpty(value) ? rest : { ...rest, [part]: value } };
}

/** Whether Grafana holds a value for a secret, which it never hands out again. */
export function isSecretStored(options: HeadroomOptions, name: string): boolean {
  return Boolean(options.secureJsonFields?.[name]);
}

/** The options with a secret as it is being typed. Only `secureJsonData` is encrypted and kept from browsers. */
export function withSecret(options: HeadroomOptions, name: string, value: string): HeadroomOptions {
  return { ...options, secureJsonData: { ...options.secureJsonData, [name]: value } };
}

/** The options without the secrets: Grafana replaces what it holds by an empty text when they are saved. */
export function withoutSecrets(options: HeadroomOptions, ...names: string[]): HeadroomOptions {
  const { secureJsonFields, secureJsonData = {} } = options;
  const held = names.filter((name) => secureJsonFields?.[name] || secureJsonData[name] !== undefined);
  return {
    ...options,
    secureJsonFields: { ...secureJsonFields, ...Object.fromEntries(held.map((name) => [name, false])) },
    secureJsonData: { ...secureJsonData, ...Object.fromEntries(held.map((name) => [name, ''])) },
  };
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === '' ||
    value === false ||
    (Array.isArray(value) && value.length === 0) ||
    (isRecord(value) && Object.keys(value).length === 0)
  );
}

/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
