import { AppPlugin } from '@grafana/data';

import { CONFIGURATION } from './pages/AppConfiguration';
import { AppPages } from './pages/AppPages';

export const plugin = new AppPlugin().setRootPage(AppPages).addConfigPage(CONFIGURATION);
