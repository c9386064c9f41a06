import type { BuildOptions } from 'esbuild';

export const here: string;
export const out: string;
export const internals: Record<string, string>;
export const bundle: BuildOptions;
export function packageFile(path: string): string;
