import { readdirSync, readFileSync } from 'fs';
import path from 'path';
import { gzipSync } from 'zlib';

const DIST = path.resolve(__dirname, '../../dist');

/** What the backend's build adds. */
const BACKEND_FILE = /^(datasource\/gpx_headroom_|go_plugin_build_manifest$)/;

/** Every file that the front-end build wrote, as sorted paths below `dist`. */
export function frontendFiles(): string[] {
  return readdirSync(DIST, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(DIST, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => !BACKEND_FILE.test(file))
    .sort();
}

/** Size of a file below `dist` as a browser downloads it, in bytes. */
export function gzipBytes(file: string): number {
  return gzipSync(readFileSync(path.join(DIST, file))).length;
}

/** A JSON file below `dist`. */
export function json(file: string): unknown {
  return JSON.parse(readFileSync(path.join(DIST, file), 'utf8'));
}
