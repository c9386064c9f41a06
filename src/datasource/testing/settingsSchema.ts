import { readFileSync } from 'fs';
import path from 'path';

import type { JsonSchema } from '../config/settingsSchema';

/** The schema of the settings that the backend hands out. */
export const settingsSchema = JSON.parse(
  readFileSync(path.resolve(__dirname, '../../../pkg/schema/settings.gen.json'), 'utf8')
) as JsonSchema;
