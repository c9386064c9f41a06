// Bundles the host page. The result is what the preview server serves below /public/build/.
import { build } from 'esbuild';
import { copyFileSync, cpSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { completeIcons } from './icons.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, 'dist');
const packageFile = (path) => join(here, 'node_modules', path);

// Some setters that Grafana's own front end calls at start are not exported by the packages. They are reached by
// file, so that they are the same module instances as behind the public entry points.
const internals = {
  'internal:plugin-page': '@grafana/runtime/dist/esm/components/PluginPage.mjs',
  'internal:data-source-settings': '@grafana/runtime/dist/esm/services/dataSource/settings.mjs',
  'internal:data-source-importer': '@grafana/runtime/dist/esm/services/dataSource/dataSource.mjs',
  'internal:i18n': '@grafana/i18n/dist/esm/i18n.mjs',
};

// The fonts that Grafana's global styles ask its server for.
const fonts = {
  'inter/Inter-Regular.woff2': '@fontsource/inter/files/inter-latin-400-normal.woff2',
  'inter/Inter-Italic.woff2': '@fontsource/inter/files/inter-latin-400-italic.woff2',
  'inter/Inter-Medium.woff2': '@fontsource/inter/files/inter-latin-500-normal.woff2',
  'inter/Inter-MediumItalic.woff2': '@fontsource/inter/files/inter-latin-500-italic.woff2',
  'roboto/L0xTDF4xlVMF-BfR8bXMIhJHg45mwgGEFl0_3vrtSM1J-gEPT5Ese6hmHSh0mQ.woff2':
    '@fontsource-variable/roboto-mono/files/roboto-mono-latin-wght-normal.woff2',
};

const resolveLikeGrafana = {
  name: 'resolve-like-grafana',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^internal:/ }, ({ path }) => ({ path: packageFile(internals[path]) }));
    // Scenes is written for react-router-dom 6, which Grafana has under its compatibility name beside version 5.
    onResolve({ filter: /^react-router-dom$/ }, ({ importer, resolveDir, kind }) =>
      importer.includes('@grafana/scenes') ? resolve('react-router-dom-v5-compat', { resolveDir, kind }) : undefined
    );
    // A CommonJS package whose default export esbuild would otherwise wrap once more for .mjs importers.
    onResolve({ filter: /^react-custom-scrollbars-2$/ }, ({ resolveDir, kind, pluginData }) =>
      pluginData === 'shim'
        ? resolve('react-custom-scrollbars-2/lib/index.js', { resolveDir, kind })
        : { path: resolveDir, namespace: 'scrollbars' }
    );
  },
};

const unwrapScrollbars = {
  name: 'unwrap-scrollbars',
  setup({ onLoad }) {
    onLoad({ filter: /.*/, namespace: 'scrollbars' }, ({ path }) => ({
      contents: "module.exports = require('react-custom-scrollbars-2').default;",
      resolveDir: path,
      pluginData: 'shim',
    }));
  },
};

rmSync(out, { recursive: true, force: true });
await build({
  entryPoints: { host: join(here, 'src/main.tsx') },
  outdir: out,
  bundle: true,
  format: 'esm',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  target: 'es2022',
  jsx: 'automatic',
  minify: true,
  legalComments: 'none',
  loader: { '.ttf': 'file' },
  define: {
    'process.env.NODE_ENV': JSON.stringify(process.env.NODE_ENV ?? 'production'),
    // lodash and moment would hand themselves to the AMD loader that is there for plugins.
    define: 'undefined',
  },
  plugins: [resolveLikeGrafana, unwrapScrollbars],
  logLevel: 'warning',
  // systemjs calls itself a "script", which is not a type that Node knows.
  logOverride: { 'package.json': 'silent' },
});

cpSync(packageFile('@grafana/ui/dist/public/img'), join(out, 'img'), { recursive: true });
const { availableIconsIndex } = await import(pathToFileURL(packageFile('@grafana/data/dist/esm/types/icon.mjs')));
completeIcons(join(out, 'img/icons'), Object.keys(availableIconsIndex));

for (const [name, source] of Object.entries(fonts)) {
  mkdirSync(dirname(join(out, 'fonts', name)), { recursive: true });
  copyFileSync(packageFile(source), join(out, 'fonts', name));
}
