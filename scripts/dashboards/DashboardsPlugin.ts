import { createHash } from 'crypto';
import { type Compiler, sources } from 'webpack';

import { DASHBOARDS } from '../../src/dashboards/dashboards';
import { toDashboard } from '../../src/dashboards/toDashboard';

const NAME = 'DashboardsPlugin';

/** Adds the app's dashboards to what the build writes, one JSON file each. A watching build writes those of its start. */
export class DashboardsPlugin {
  apply(compiler: Compiler) {
    compiler.hooks.thisCompilation.tap(NAME, (compilation) => {
      compilation.hooks.additionalAssets.tap(NAME, () => {
        for (const [name, dashboard] of Object.entries(DASHBOARDS)) {
          const json = toDashboard(dashboard);
          const text = JSON.stringify({ ...json, revision: revisionOf(json) }, null, 2);
          compilation.emitAsset(`dashboards/${name}.json`, new sources.RawSource(`${text}\n`));
        }
      });
    });
  }
}

/**
 * A number that is another one whenever the content is. Grafana brings an imported dashboard up to date when the app
 * comes with another version and the dashboard with another revision; which of two is the greater does not matter.
 *
 * @returns a number of at most 31 bits.
 */
function revisionOf(json: object): number {
  const bits = createHash('sha256').update(JSON.stringify(json)).digest().readUInt32BE();
  return bits >>> 1;
}
