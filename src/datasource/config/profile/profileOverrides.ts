import type { Profile } from '../../../query/settings.gen';
import type { HeadroomOptions } from '../../settings';
import { isRecord, withPart } from '../settingsChange';

// Overrides merge over the shipped profile: entries by key and field by field. Only what differs is stored.

/** The overrides, whatever else may be stored there counting as none. */
export function profileOf(options: HeadroomOptions): Profile {
  const stored: unknown = options.jsonData.profile;
  return isRecord(stored) ? stored : {};
}

/** The value of an override at a path of keys. */
export function overrideAt(options: HeadroomOptions, ...keys: string[]): unknown {
  return keys.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), profileOf(options));
}

/** The options with an override at a path of keys; `undefined` takes it out, with the objects that it leaves empty. */
export function withOverride(options: HeadroomOptions, keys: string[], value: unknown): HeadroomOptions {
  return withPart(options, 'profile', placed(profileOf(options), keys, value));
}

function placed(parent: unknown, [key, ...rest]: string[], value: unknown): unknown {
  if (key === undefined) {
    return value;
  }
  const { [key]: before, ...others } = isRecord(parent) ? parent : {};
  const after = placed(before, rest, value);
  const isGone = after === undefined || (rest.length > 0 && isRecord(after) && Object.keys(after).length === 0);
  return isGone ? others : { ...others, [key]: after };
}

/** The overrides as people edit them. */
export function writeOverrides(profile: Profile): string {
  return JSON.stringify(profile, null, 2);
}

/** What people typed as overrides, or what keeps it from being read; an empty text is no override. */
export function readOverrides(text: string): { profile?: Profile; error?: string } {
  if (text.trim() === '') {
    return { profile: {} };
  }
  try {
    const profile: unknown = JSON.parse(text);
    return isRecord(profile) ? { profile } : { error: 'The overrides are one JSON object: {"targets": …}' };
  } catch (error) {
    return { error: `This is no JSON yet: ${error instanceof Error ? error.message : String(error)}` };
  }
}
