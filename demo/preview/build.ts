// Builds the host page into dist/, which the preview server serves below /public/build/ and /public/fonts/.
import { build } from 'esbuild';
import { copyFileSync, cpSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { bundle, out, packageFile } from './bundle';
import { completeIcons } from './icons';

// The fonts that Grafana's global styles ask its server for.
const fonts = {
  'inter/Inter-Regular.woff2': '@fontsource/inter/files/inter-latin-400-normal.woff2',
  'inter/Inter-Italic.woff2': '@fontsource/inter/files/inter-latin-400-italic.woff2',
  'inter/Inter-Medium.woff2': '@fontsource/inter/files/inter-latin-500-normal.woff2',
  'inter/Inter-MediumItalic.woff2': '@fontsource/inter/files/inter-latin-500-italic.woff2',
  'roboto/L0xTDF4xlVMF-BfR8bXMIhJHg45mwgGEFl0_3vrtSM1J-gEPT5Ese6hmHSh0mQ.woff2':
    '@fontsource-variable/roboto-mono/files/roboto-mono-latin-wght-normal.woff2',
};

rmSync(out, { recursive: true, force: true });
await build(bundle);

cpSync(packageFile('@grafana/ui/dist/public/img'), join(out, 'img'), { recursive: true });
const { availableIconsIndex } = await import(pathToFileURL(packageFile('@grafana/data/dist/esm/types/icon.mjs')).href);
completeIcons(join(out, 'img/icons'), Object.keys(availableIconsIndex));

for (const [name, source] of Object.entries(fonts)) {
  mkdirSync(dirname(join(out, 'fonts', name)), { recursive: true });
  copyFileSync(packageFile(source), join(out, 'fonts', name));
}
