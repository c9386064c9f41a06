// How the host page is bundled: one place for the build and for the test that looks at what went in.
import type { BuildOptions, Plugin } from 'esbuild';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const here = dirname(fileURLToPath(import.meta.url));
export const out = join(here, 'dist');
export const packageFile = (path: string) => join(here, 'node_modules', path);

/**
 * Some setters that Grafana's own front end calls at start are not exported by the packages. They are reached by file,
 * so that they are the same module instances as behind the public entry points.
 */
export const internals: Record<string, string> = {
  'internal:plugin-page': packageFile('@grafana/runtime/dist/esm/components/PluginPage.mjs'),
  'internal:panel-data-error-view': packageFile('@grafana/runtime/dist/esm/components/PanelDataErrorView.mjs'),
  'internal:data-source-settings': packageFile('@grafana/runtime/dist/esm/services/dataSource/settings.mjs'),
  'internal:data-source-importer': packageFile('@grafana/runtime/dist/esm/services/dataSource/dataSource.mjs'),
  'internal:i18n': packageFile('@grafana/i18n/dist/esm/i18n.mjs'),
};

const resolveLikeGrafana: Plugin = {
  name: 'resolve-like-grafana',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^internal:/ }, ({ path }) => ({ path: internals[path] }));
    // Scenes is written for react-router-dom 6, which Grafana has under its compatibility name beside version 5.
    onResolve({ filter: /^react-router-dom$/ }, ({ importer, resolveDir, kind }) =>
      importer.includes('@grafana/scenes') ? resolve('react-router-dom-v5-compat', { resolveDir, kind }) : undefined
    );
  },
};

/** A CommonJS package whose default export esbuild would wrap once more for its .mjs importers. */
const unwrapScrollbars: Plugin = {
  name: 'unwrap-scrollbars',
  setup({ onResolve, onLoad, resolve }) {
    onResolve({ filter: /^react-custom-scrollbars-2$/ }, ({ resolveDir, kind, pluginData }) =>
      pluginData === 'unwrapping'
        ? resolve('react-custom-scrollbars-2/lib/index.js', { resolveDir, kind })
        : { path: resolveDir, namespace: 'scrollbars' }
    );
    onLoad({ filter: /.*/, namespace: 'scrollbars' }, ({ path }) => ({
      contents: "module.exports = require('react-custom-scrollbars-2').default;",
      resolveDir: path,
      pluginData: 'unwrapping',
    }));
  },
};

export const bundle: BuildOptions = {
  absWorkingDir: here,
  entryPoints: {
    host: 'src/main.tsx',
    // Of the code editor; src/services/codeEditor.ts starts them.
    'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
    'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
  },
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
    'process.env.NODE_ENV': '"production"',
    // lodash and moment would hand themselves to the AMD loader that is there for plugins.
    define: 'undefined',
  },
  plugins: [resolveLikeGrafana, unwrapScrollbars],
  logLevel: 'warning',
  // systemjs calls itself a "script", which is not a type that Node knows.
  logOverride: { 'package.json': 'silent' },
};
