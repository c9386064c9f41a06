import { MappingType } from '@grafana/schema';

import type { FieldProperty } from './fieldOverrides';

/** A sign and a word for each verdict, and words alone where there is none. */
const STATUS_TEXTS = {
  met: { text: '✓ Met' },
  at_risk: { text: '△ At risk' },
  missed: { text: '✕ Missed' },
  insufficient_data: { text: 'Insufficient data' },
  no_source: { text: 'No source' },
  no_target: { text: 'No target' },
  error: { text: 'Error' },
};

/** Shows verdicts in words. */
export const VERDICTS_IN_WORDS: FieldProperty = {
  id: 'mappings',
  value: [{ type: MappingType.ValueToText, options: STATUS_TEXTS }],
};
