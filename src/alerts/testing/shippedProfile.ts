import { readFileSync } from 'fs';
import { parse } from 'yaml';

import type { Profile } from '../profile';

/** The profile that comes with the plugin, as the `catalog` resource answers it where nothing is overridden. */
export const SHIPPED_PROFILE: Profile = parse(readFileSync('pkg/catalog/default.yaml', 'utf8'));
