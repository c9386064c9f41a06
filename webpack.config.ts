import CopyWebpackPlugin from 'copy-webpack-plugin';
import path from 'path';
import { type Chunk, type Configuration } from 'webpack';

import createPluginConfig, { type Env } from './.config/webpack/webpack.config.ts';
import { DashboardsPlugin } from './scripts/dashboards/DashboardsPlugin.ts';

/** The runtime of the app's own module; those of the nested plugins carry their folder's name. */
const APP_RUNTIME = 'module';

const isLazyChunkOfTheApp = (chunk: Chunk) => !chunk.canBeInitial() && chunk.runtime === APP_RUNTIME;

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
    optimization: {
      ...base.optimization,
      splitChunks: {
        cacheGroups: {
          // A lazy chunk of a nested plugin is one file, third-party code included.
          defaultVendors: false,
          // Third-party code that only pages need, @grafana/scenes above all, in one chunk that browsers keep.
          // What several pages share, so that a browser that has seen one of them loads little for the next.
          pages: {
            test: /[\\/]src[\\/](pages|views|plugin)[\\/]/,
            name: 'pages',
            chunks: isLazyChunkOfTheApp,
            minChunks: 2,
            enforce: true,
          },
          vendor: { test: /[\\/]node_modules[\\/]/, name: 'vendor', chunks: isLazyChunkOfTheApp, enforce: true },
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
