import { createContext, useContext } from 'react';

import type { HeadroomOptions } from '../settings';
import type { JsonSchema } from './settingsSchema';

/** What every part of the config editor works on. */
export interface Config {
  options: HeadroomOptions;
  change: (options: HeadroomOptions) => void;
  /** Settings that come from a provisioning file can only be looked at. */
  readOnly: boolean;
  /** The schema of the settings, once the backend has handed it out. */
  schema?: JsonSchema;
  /** What is wrong with the settings, by path. */
  problems: ReadonlyMap<string, string>;
  /** The version of the saved settings that the backend's answers belong to. */
  version: unknown;
}

const Context = createContext<Config | undefined>(undefined);

export const ConfigProvider = Context.Provider;

/** The settings that are being edited. */
export function useConfig(): Config {
  const config = useContext(Context);
  if (!config) {
    throw new Error('useConfig outside of the config editor');
  }
  return config;
}
