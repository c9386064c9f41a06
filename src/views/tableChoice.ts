import type { TrafficTrendQuery } from '../query/query.gen';
import { CHOSEN_ENVIRONMENT } from './scope';
import type { ChoiceView, VariableView } from './VariableView';

/** The variables that choose tables. */
export const DATABASE: VariableView = { name: 'database', label: 'Database', of: 'database' };
export const TIER: VariableView = { name: 'tier', label: 'Tier', of: 'tier' };
export const CATEGORY: VariableView = { name: 'category', label: 'Category', of: 'category' };

type Measure = NonNullable<TrafficTrendQuery['measure']>;

/** What is measured of each table, without the ends of the range that it is held against. */
export const MEASURE: ChoiceView<Exclude<Measure, 'expected_low' | 'expected_high'>> = {
  name: 'measure',
  label: 'Measure',
  choices: {
    operations: 'Operations',
    writes: 'Writes',
    scans: 'Scans',
    rows_read: 'Rows read',
    position: 'Position',
  },
};

/** The table that details are shown of: the first declared one until another is picked. */
export const TABLE: VariableView = { name: 'table', label: 'Table', of: 'table', isSingle: true };

/** The part of a traffic query that keeps it to the chosen databases, tiers, categories and environments. */
export const CHOSEN_TABLES = {
  databases: [`\${${DATABASE.name}}`],
  tiers: [`\${${TIER.name}}`],
  categories: [`\${${CATEGORY.name}}`],
  ...CHOSEN_ENVIRONMENT,
};

/** The part of a traffic query that keeps it to the table picked. */
export const PICKED_TABLE = { tables: [`\${${TABLE.name}}`], ...CHOSEN_ENVIRONMENT };

/** The chosen measure. The choices are the query's own values; one of them replaces it before the query is sent. */
export const CHOSEN_MEASURE = `\${${MEASURE.name}}` as Measure;
