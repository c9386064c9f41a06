import 'systemjs/dist/system.js';
import 'systemjs/dist/extras/amd.js';
import 'systemjs/dist/extras/named-register.js';

import { sharedModules } from './shared';

const SHARED = 'shared:';

type Declare = (_export: (namespace: object) => unknown) => { execute: () => undefined };
type Registration = [deps: string[], declare: Declare];

interface Instantiating {
  instantiate(url: string, ...rest: unknown[]): Promise<Registration> | Registration;
}

/** Lets plugin modules import the shared modules by their plain names. Call once, before the first plugin. */
export function registerSharedModules() {
  const names = Object.keys(sharedModules);
  System.addImportMap({ imports: Object.fromEntries(names.map((name) => [name, SHARED + name])) });

  const prototype: Instantiating = System.constructor.prototype;
  const instantiate = prototype.instantiate;
  prototype.instantiate = function (url, ...rest) {
    return url.startsWith(SHARED) ? instantiateShared(url.slice(SHARED.length)) : instantiate.call(this, url, ...rest);
  };
}

async function instantiateShared(name: string): Promise<Registration> {
  const load = sharedModules[name];
  if (!load) {
    throw new Error(`${name} is not a module that Grafana shares with plugins`);
  }
  const namespace = namedExports(await load());
  const declare: Declare = (_export) => ({
    execute() {
      // __esModule tells the plugin's bundle that "default" is the default export.
      _export({ ...namespace, __esModule: true });
      return undefined; // anything else would be taken for a promise
    },
  });
  return [[], declare];
}

/** A bundled CommonJS package arrives as its default export alone; a plugin expects its names as well. */
function namedExports(namespace: { default?: object }): object {
  return Object.keys(namespace).join() === 'default' ? { ...namespace.default, ...namespace } : namespace;
}

/** Imports a plugin's entry module by the URL path that the server reports for it. */
export async function importModule<T>(path: string, version: string): Promise<T> {
  return (await System.import(`/${path}?_cache=${encodeURIComponent(version)}`)) as T;
}
