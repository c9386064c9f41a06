// @vitest-environment node
import { build } from 'esbuild';
import { expect, test } from 'vitest';

import { bundle } from '../bundle';

test('the host page holds itself and packages, and nothing of the plugin’s sources', async () => {
  const { metafile } = await build({ ...bundle, metafile: true, write: false });
  const inputs = Object.keys(metafile!.inputs);
  expect(inputs).toContain('src/main.tsx');
  expect(inputs.filter((path) => path.includes('node_modules/@grafana/ui/')).length).toBeGreaterThan(100);
  // Paths are relative to demo/preview: the plugin's sources would start with "../../src".
  const foreign = inputs.filter((path) => !/^(src|node_modules|scrollbars:.*node_modules)\b/.test(path));
  expect(foreign).toEqual([]);
}, 60_000);
