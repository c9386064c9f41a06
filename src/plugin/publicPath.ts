import amdModule from 'amd-module';

import { chunkBase } from './chunkBase';

declare let __webpack_public_path__: string;

// The bundler runs this before anything else in each module.
__webpack_public_path__ = chunkBase(amdModule?.uri);
