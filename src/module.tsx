import { AppPlugin } from '@grafana/data';

import { AppPages } from './pages/AppPages';

export const plugin = new AppPlugin().setRootPage(AppPages);
