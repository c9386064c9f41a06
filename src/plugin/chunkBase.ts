import { APP_ID } from './ids';

/**
 * Where the lazy chunks are, as a URL ending in a slash. The build writes those of every module, nested ones too,
 * into the app's folder, wherever Grafana serves that from: below a sub-path, or a CDN.
 *
 * @param moduleUri where the loader found the module that asks; loaders without AMD metadata do not say.
 */
export function chunkBase(moduleUri: string | undefined): string {
  const plugins = 'public/plugins/';
  const at = moduleUri?.lastIndexOf(plugins) ?? -1;
  const origin = moduleUri && at >= 0 ? moduleUri.slice(0, at) : '';
  return `${origin}${plugins}${APP_ID}/`;
}
