import type { ReactElement } from 'react';

import type { HeadroomQuery } from '../../query/HeadroomQuery';
import {
  CHOICES,
  choicesOf,
  DELIVERY_KPIS,
  KPI_NAMES,
  KPIS_OF_TYPE,
  SIGNAL_NAMES,
  type QueryField,
} from '../query/queryFields';
import { readValues, writeTypedValues } from '../../query/valueList';
import type { QueryType } from '../query/queryTypes';
import { flagOf, isChoice, isTrend, numberOf, numbersOf, textOf, textsOf } from '../query/storedQuery';
import { ChoiceControl, CountControl, FlagControl, TenantsControl, TextControl, ValuesControl } from './controls';
import type { Suggestions } from './useSuggestions';

/** What a field's control is drawn from. */
interface FieldContext {
  id: string;
  query: HeadroomQuery;
  suggestions: Suggestions;
  /** Stores a value; nothing, an empty text or an empty list take the field out. */
  set: (value: unknown) => void;
}

interface FormField {
  label: string;
  help: string;
  control: (context: FieldContext) => ReactElement;
  error?: (query: HeadroomQuery) => string | undefined;
}

/** Fields with one possible value need no control. */
type ShownField = Exclude<QueryField, 'baseline' | 'basis'>;

const DURATIONS = ['5m', '15m', '1h', '6h', '24h', '7d', '30d', '90d'];
const PERIODS = ['7d', '28d', '30d', '90d'];
const STEPS = ['1m', '5m', '15m', '1h', '6h', '1d'];

const options = (values: readonly string[] = []) => values.map((value) => ({ value }));

/**
 * Ids out of a set that the data source may know more of than this form. A query type can take some of them alone; the
 * others take none of those that belong elsewhere.
 */
const ids = (
  field: 'kpis' | 'signals',
  subject: 'kpi' | 'signal',
  names: Record<string, string>,
  takenBy: Partial<Record<QueryType, readonly string[]>> = {},
  elsewhere: readonly string[] = []
) => {
  const known = Object.entries(names).map(([value, label]) => ({ value, label }));
  const usual = known.filter(({ value }) => !elsewhere.includes(value));
  const control = ({ id, query, suggestions: { values, references }, set }: FieldContext) => {
    const taken = takenBy[query.queryType];
    const newer = values[subject]?.filter((value) => !Object.hasOwn(names, value));
    return (
      <ValuesControl
        id={id}
        value={textsOf(query, field)}
        onChange={set}
        options={[
          ...(taken ? known.filter(({ value }) => taken.includes(value)) : [...usual, ...options(newer)]),
          ...options(references),
        ]}
        closed
        placeholder="All"
      />
    );
  };
  return control;
};

const choiceError = (field: 'measure' | 'sort') => (query: HeadroomQuery) => {
  const stored = textOf(query, field);
  return stored === undefined || isChoice(field, query.queryType, stored)
    ? undefined
    : `Not one of ${Object.keys(choicesOf(field, query.queryType)).join(', ')}`;
};

/** A filter keeps its values in one text, {a,b}; what people type may be such a list itself. */
const filter = (field: 'service' | 'environment') => {
  const control = ({ id, query, suggestions, set }: FieldContext) => {
    const stored = readValues(textOf(query, field) ?? '');
    return (
      <ValuesControl
        id={id}
        value={stored}
        onChange={(values = []) =>
          set(writeTypedValues(values.flatMap((value) => (stored.includes(value) ? value : readValues(value)))))
        }
        options={options([...(suggestions.values[field] ?? []), ...suggestions.references])}
        placeholder="All"
      />
    );
  };
  return control;
};

const values = (
  field: 'tables' | 'databases' | 'tiers' | 'categories',
  subject: 'table' | 'database' | 'tier' | 'category'
) => {
  const control = ({ id, query, suggestions, set }: FieldContext) => (
    <ValuesControl
      id={id}
      value={textsOf(query, field)}
      onChange={set}
      options={options([...(suggestions.values[subject] ?? []), ...suggestions.references])}
      placeholder="All"
    />
  );
  return control;
};

const text = (
  field: QueryField,
  choices: Array<{ value: string; description?: string }>,
  placeholder: string | ((query: HeadroomQuery) => string)
) => {
  const control = ({ id, query, suggestions, set }: FieldContext) => (
    <TextControl
      id={id}
      value={textOf(query, field)}
      onChange={set}
      options={[...choices, ...options(suggestions.references)]}
      placeholder={typeof placeholder === 'string' ? placeholder : placeholder(query)}
    />
  );
  return control;
};

/** The first choice is the default, which stands where nothing is chosen. */
const choice = (field: 'measure' | 'sort') => {
  const control = ({ id, query, suggestions, set }: FieldContext) => {
    const choices = Object.entries(choicesOf(field, query.queryType)).map(([value, label]) => ({ value, label }));
    return (
      <TextControl
        id={id}
        value={textOf(query, field)}
        onChange={set}
        options={[...choices, ...options(suggestions.references)]}
        placeholder={choices[0]?.label}
        closed
      />
    );
  };
  return control;
};

const count = (field: QueryField, placeholder: string | ((query: HeadroomQuery) => string)) => {
  const control = ({ id, query, set }: FieldContext) => (
    <CountControl
      id={id}
      value={numberOf(query, field)}
      onChange={set}
      placeholder={typeof placeholder === 'string' ? placeholder : placeholder(query)}
    />
  );
  return control;
};

const step = text('step', options(STEPS), ({ queryType }) =>
  queryType === 'traffic_trend' ? '1h' : 'Fitted to the panel'
);

const weekly = ({ id, query, suggestions, set }: FieldContext) => (
  <TextControl
    id={id}
    value={textOf(query, 'step')}
    onChange={set}
    options={[{ value: '1w', label: 'By week' }, ...options(suggestions.references)]}
    placeholder="None, one window"
    closed
  />
);

/** Label, help and control of every field. */
export const FORM_FIELDS: Record<ShownField, FormField> = {
  kpis: {
    label: 'KPIs',
    help: 'Which KPIs to answer with; all that the query type knows when none is chosen.',
    control: ids('kpis', 'kpi', KPI_NAMES, KPIS_OF_TYPE, DELIVERY_KPIS),
  },
  signals: {
    label: 'Signals',
    help: 'Which signals to look for; all when none is chosen.',
    control: ids('signals', 'signal', SIGNAL_NAMES),
  },
  measure: {
    label: 'Measure',
    help: 'What is counted. Operations are writes and scans; a position lies between −1 (far below the expected range) and 1 (far above), 0 is inside. An alert on an error budget fires above 1.',
    control: choice('measure'),
    error: choiceError('measure'),
  },
  tables: {
    label: 'Tables',
    help: 'By name or schema.name; all when none is chosen.',
    control: values('tables', 'table'),
  },
  databases: {
    label: 'Databases',
    help: 'By the database that holds the table; all when none is chosen.',
    control: values('databases', 'database'),
  },
  tiers: { label: 'Tiers', help: 'By declared tier; all when none is chosen.', control: values('tiers', 'tier') },
  categories: {
    label: 'Categories',
    help: 'By the category of the profile; all when none is chosen.',
    control: values('categories', 'category'),
  },
  service: {
    label: 'Service',
    help: 'Exact names, or variables; all services when none is chosen. {a,b} is a list.',
    control: filter('service'),
  },
  environment: {
    label: 'Environment',
    help: 'Exact names, or variables; all environments when none is chosen. {a,b} is a list.',
    control: filter('environment'),
  },
  groupBy: {
    label: 'Group by',
    help: 'One answer for each value of these labels. “service” and “environment” are the labels that the signal is mapped to.',
    control: ({ id, query, suggestions, set }) => (
      <ValuesControl
        id={id}
        value={textsOf(query, 'groupBy')}
        onChange={set}
        options={options(['service', 'environment', ...suggestions.references])}
        placeholder="Nothing"
      />
    ),
  },
  window: {
    label: 'Window',
    help: 'How far back a value looks, from 1m to 400d; the profile’s own window when empty.',
    control: text(
      'window',
      [{ value: 'dashboard', description: 'The dashboard’s range' }, ...options(DURATIONS)],
      'From the profile'
    ),
  },
  period: {
    label: 'Period',
    help: 'What the budget is counted over, from 1d to 400d; the profile’s own period when empty. Burn-rate windows scale with it.',
    control: text('period', options(PERIODS), 'From the profile'),
  },
  severities: {
    label: 'Severities',
    help: 'Which burn-rate alerts of the profile to answer with; all when none is chosen.',
    control: ({ id, query, suggestions, set }) => (
      <ValuesControl
        id={id}
        value={textsOf(query, 'severities')}
        onChange={set}
        options={options(['page', 'ticket', ...suggestions.references])}
        placeholder="All"
      />
    ),
  },
  step: {
    label: 'Step',
    help: 'The distance of points, or the length of a bucket, from 10s to 90d. Operational KPIs are by week, over the dashboard’s range, or over one window.',
    control: (context) => (context.query.queryType === 'delivery' ? weekly(context) : step(context)),
  },
  timeZone: {
    label: 'Time zone',
    help: 'Where weeks and hours of the week begin; the profile’s when empty.',
    control: text('timeZone', options(['UTC', ...Intl.supportedValuesOf('timeZone')]), 'From the profile'),
  },
  format: {
    label: 'Format',
    help: 'Numeric is one value for each row, which alert rules evaluate. Table adds target, status and evidence.',
    control: ({ id, query, set }) => (
      <ChoiceControl
        id={id}
        label="Format"
        value={textOf(query, 'format') ?? (isTrend(query) ? undefined : 'numeric')}
        onChange={set}
        choices={CHOICES.format}
      />
    ),
  },
  sort: {
    label: 'Sort',
    help: 'The order of tables, before limit and offset.',
    control: choice('sort'),
    error: choiceError('sort'),
  },
  limit: {
    label: 'Limit',
    help: 'The greatest number of tables, all when empty; or of events, of which the latest are kept.',
    control: count('limit', ({ queryType }) => (queryType === 'traffic_trend' ? 'All' : '1000')),
  },
  offset: { label: 'Offset', help: 'How many tables to skip first.', control: count('offset', '0') },
  maxPoints: {
    label: 'Max buckets',
    help: 'The step is widened until there are no more buckets than this; the panel’s columns when empty.',
    control: count('maxPoints', 'Panel’s columns'),
  },
  tenants: {
    label: 'Tenants',
    help: 'Numbers of tenants, a row for each; the profile’s rows when empty.',
    control: ({ id, query, set }) => (
      <TenantsControl id={id} value={numbersOf(query, 'tenants')} onChange={set} placeholder="Rows of the profile" />
    ),
  },
  includeCurrent: {
    label: 'Present number',
    help: 'Adds the row of the present number of tenants, which the signal “tenants” of the settings measures.',
    control: ({ id, query, set }) => (
      <FlagControl id={id} value={flagOf(query, 'includeCurrent')} onChange={(value) => set(value || undefined)} />
    ),
  },
};

/** How the fields stand together in the form. */
export const FORM_ROWS: ShownField[][] = [
  ['kpis', 'signals', 'measure', 'tables', 'databases', 'tiers', 'categories', 'tenants', 'includeCurrent'],
  ['service', 'environment', 'groupBy', 'window', 'period', 'step', 'timeZone'],
  ['sort', 'limit', 'offset', 'maxPoints'],
];
