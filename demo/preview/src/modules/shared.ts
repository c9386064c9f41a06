/**
 * The modules that Grafana shares with plugins, by the name a plugin imports. The list covers exactly the externals
 * of the plugin's bundler configuration (test/shared.test.ts compares the two), each loaded on first use.
 */
export const sharedModules: Record<string, () => Promise<object>> = {
  '@emotion/css': () => import('@emotion/css'),
  '@emotion/react': () => import('@emotion/react'),
  '@grafana/data': () => import('@grafana/data'),
  '@grafana/data/unstable': () => import('@grafana/data/unstable'),
  '@grafana/runtime': () => import('@grafana/runtime'),
  '@grafana/runtime/unstable': () => import('@grafana/runtime/unstable'),
  '@grafana/slate-react': () => import('slate-react'),
  '@grafana/ui': () => import('@grafana/ui'),
  '@grafana/ui/unstable': () => import('@grafana/ui/unstable'),
  d3: () => import('d3'),
  emotion: () => import('@emotion/css'),
  i18next: async () => asDefault((await import('internal:i18n')).getI18nInstance()),
  jquery: async () => asDefault((await import('jquery')).default),
  lodash: async () => asDefault((await import('lodash')).default),
  moment: async () => asDefault((await import('moment')).default),
  prismjs: () => import('prismjs'),
  react: () => import('react'),
  'react-dom': () => import('react-dom'),
  'react-redux': () => import('react-redux'),
  // Grafana has version 5 beside version 6; plugins get version 6.
  'react-router': () => import('react-router-dom-v5-compat'),
  'react/jsx-dev-runtime': () => import('react/jsx-dev-runtime'),
  'react/jsx-runtime': () => import('react/jsx-runtime'),
  redux: () => import('redux'),
  rxjs: () => import('rxjs'),
  slate: () => import('slate'),
  'slate-plain-serializer': () => import('slate-plain-serializer'),
};

/** A module that is one value, as CommonJS has it: the plugin receives the value itself. */
function asDefault(value: object) {
  return { default: value, __useDefault: true };
}
