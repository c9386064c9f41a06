import CopyWebpackPlugin from 'copy-webpack-plugin';
import path from 'path';
import { type Chunk, type ChunkGraph, type Configuration, type Module } from 'webpack';

import createPluginConfig, { type Env } from './.config/webpack/webpack.config.ts';
import { DashboardsPlugin } from './scripts/dashboards/DashboardsPlugin.ts';

/** The runtime of the app's own module; those of the nested plugins carry their folder's name. */
const APP_RUNTIME = 'module';

const isLazyChunkOfTheApp = (chunk: Chunk) => !chunk.canBeInitial() && chunk.runtime === APP_RUNTIME;

/** The page that opens first. What it does not need is not to wait for, however many other pages need it. */
const FIRST_PAGE = 'overview';

const isThirdParty = (module: Module) => /[\\/]node_modules[\\/]/.test(module.nameForCondition() ?? '');
const isOfPages = (module: Module) => /[\\/]src[\\/](pages|views|plugin)[\\/]/.test(module.nameForCondition() ?? '');
const isOnFirstPage = (module: Module, { chunkGraph }: { chunkGraph: ChunkGraph }) =>
  [...chunkGraph.getModuleChunksIterable(module)].some(({ name }) => name === FIRST_PAGE);

export default async function config(env: Env): Promise<Configuration> {
  const base = await createPluginConfig(env);

  return {
    ...base,
    plugins: [
      ...(base.plugins ?? []),
      // The scaffold copies the logos of the app alone.
      new CopyWebpackPlugin({ patterns: [{ from: '{datasource,panels/*}/img/**', to: '.' }] }),
      new DashboardsPlugin(),
    ],
    // Grafana shares the package, of which this entry is the older half; @grafana/scenes imports from both.
    externals: [...[base.externals ?? []].flat(), { 'rxjs/operators': 'rxjs' }],
    optimization: {
      ...base.optimization,
      splitChunks: {
        cacheGroups: {
          // A lazy chunk of a nested plugin is one file, third-party code included.
          defaultVendors: false,
          // What several pages share, so that a browser that has seen one of them loads little for the next.
          pages: {
            test: (module, context) => isOfPages(module) && isOnFirstPage(module, context),
            name: 'pages',
            chunks: isLazyChunkOfTheApp,
            minChunks: 2,
            enforce: true,
          },
          // Third-party code that only pages need, @grafana/scenes above all, in one chunk that browsers keep.
          vendor: {
            test: (module, context) => isThirdParty(module) && isOnFirstPage(module, context),
            name: 'vendor',
            chunks: isLazyChunkOfTheApp,
            enforce: true,
          },
          // What some of the other pages share, of either, if it is worth a download of its own: named after them.
          others: {
            test: (module, context) => (isThirdParty(module) || isOfPages(module)) && !isOnFirstPage(module, context),
            name: (_module, chunks) =>
              chunks
                .map(({ name }) => name)
                .sort()
                .join('-'),
            chunks: isLazyChunkOfTheApp,
            minChunks: 2,
          },
          // A locale for translators, which pages load for nobody else.
          'pseudo-locale': { test: /[\\/]node_modules[\\/]i18next-pseudo[\\/]/, name: 'pseudo-locale', enforce: true },
        },
      },
    },
    // `npm run check:dist` holds the budgets, on what a browser downloads.
    performance: false,
    resolve: {
      ...base.resolve,
      alias: {
        // Every module imports this first (see the scaffold's imports-loader rule). The scaffold's own takes the
        // folder of the module as the base of its chunks, which for a nested plugin is not where they are.
        'grafana-public-path': path.resolve(process.cwd(), 'src/plugin/publicPath.ts'),
      },
    },
  };
}
