import grafana from '@grafana/eslint-config';
import boundaries from 'eslint-plugin-boundaries';
import sonarjs from 'eslint-plugin-sonarjs';
import { defineConfig, globalIgnores } from 'eslint/config';

/** The most cognitive complexity (as SonarSource counts it) that one function may have. */
const MAX_COGNITIVE_COMPLEXITY = 15;

export default defineConfig([
  globalIgnores(['.config/', 'coverage/', 'demo/*', '!demo/preview/', '**/dist/', '**/test-results/', '**/*.gen.ts']),
  ...grafana,
  {
    // Beside src: the build, the browser tests, the benchmarks and the preview.
    files: ['**/*.{ts,tsx}'],
    plugins: { sonarjs },
    rules: {
      'no-console': 'error',
      'react/prop-types': 'off',
      // The automatic JSX runtime needs no React in scope.
      'react/react-in-jsx-scope': 'off',
      'sonarjs/cognitive-complexity': ['error', MAX_COGNITIVE_COMPLEXITY],
      // type-only imports may stand beside value imports of the same module
      'no-duplicate-imports': ['error', { allowSeparateTypeImports: true }],
    },
  },
  {
    // What a Playwright fixture uses is no hook.
    files: ['e2e/**/*.ts'],
    rules: { 'react-hooks/rules-of-hooks': 'off' },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { project: './tsconfig.json' } },
    rules: { '@typescript-eslint/no-deprecated': 'error' },
  },
  {
    // The build itself runs these, to write the dashboards.
    files: ['src/{views,dashboards}/**/*.ts'],
    ignores: ['**/*.test.ts', 'src/views/toScene.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          name: '@grafana/data',
          allowTypeImports: true,
          message: 'It does not load outside of a browser: import types alone, and values from @grafana/schema.',
        },
      ],
    },
  },
  {
    // Each nested plugin is loaded on its own, so none may pull in another one or the app; what they share
    // (queries, view specifications, the plugin's identity) depends on none of them.
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['**/*.test.{ts,tsx}'],
    plugins: { boundaries },
    settings: {
      'boundaries/root-path': import.meta.dirname,
      'boundaries/include': ['src/**/*'],
      'boundaries/elements': [
        { type: 'page', pattern: 'src/pages' },
        { type: 'datasource', pattern: 'src/datasource' },
        { type: 'shared', pattern: 'src/panels/shared' },
        { type: 'panel', pattern: 'src/panels/*', capture: ['panel'] },
        { type: 'dashboard', pattern: 'src/dashboards' },
        { type: 'view', pattern: 'src/views' },
        { type: 'alert', pattern: 'src/alerts' },
        { type: 'query', pattern: 'src/query' },
        { type: 'plugin', pattern: 'src/plugin' },
      ],
      // As the bundler does: relative to the file, then below src.
      'import/resolver': { node: { extensions: ['.ts', '.tsx', '.json'], moduleDirectory: ['node_modules', 'src'] } },
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          policies: [
            {
              from: { element: { types: { anyOf: ['page', 'datasource', 'panel', 'dashboard'] } } },
              allow: { to: { element: { types: { anyOf: ['view', 'query', 'plugin'] } } } },
            },
            {
              from: { element: { types: { anyOf: ['page', 'panel'] } } },
              allow: { to: { element: { type: 'shared' } } },
            },
            {
              from: { element: { type: 'page' } },
              allow: { to: { element: { type: 'alert' } } },
            },
            {
              from: { element: { types: { anyOf: ['view', 'alert'] } } },
              allow: { to: { element: { types: { anyOf: ['query', 'plugin'] } } } },
            },
          ],
        },
      ],
    },
  },
]);
