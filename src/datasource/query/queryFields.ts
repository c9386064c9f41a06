import type { QueryModel } from '../../query/query.gen';
import type { QueryType } from './queryTypes';

type FieldOf<Model> = Model extends unknown ? Exclude<keyof Model, 'queryType'> : never;

/** A field of any query type, without Grafana's own. */
export type QueryField = FieldOf<QueryModel>;

type FieldsByType = { [Type in QueryType]: Record<FieldOf<Extract<QueryModel, { queryType: Type }>>, true> };

const selection = {
  kpis: true,
  window: true,
  service: true,
  environment: true,
  groupBy: true,
  timeZone: true,
} as const;
const budgetSelection = {
  kpis: true,
  period: true,
  severities: true,
  service: true,
  environment: true,
  groupBy: true,
} as const;
const eventSelection = { service: true, environment: true, limit: true } as const;
const tableSelection = {
  tables: true,
  databases: true,
  tiers: true,
  categories: true,
  measure: true,
  environment: true,
  timeZone: true,
} as const;

/** The fields of each query type: the compiler holds them against the generated model, in both directions. */
const FIELDS: FieldsByType = {
  kpi: { ...selection, format: true },
  kpi_trend: { ...selection, step: true },
  error_budget: { ...budgetSelection, format: true },
  error_budget_trend: { ...budgetSelection, measure: true, step: true },
  delivery: { ...selection, step: true, format: true },
  incidents: eventSelection,
  deployments: eventSelection,
  traffic: { ...tableSelection, window: true, format: true },
  traffic_trend: {
    ...tableSelection,
    step: true,
    baseline: true,
    limit: true,
    offset: true,
    sort: true,
    maxPoints: true,
  },
  projection: { tenants: true, includeCurrent: true, format: true },
  requirements: { tenants: true, includeCurrent: true, basis: true, format: true },
  coverage: { signals: true, window: true, format: true },
};

/** Whether a query type takes a field. */
export function takesField(type: QueryType, field: string): field is QueryField {
  return Object.hasOwn(FIELDS[type], field);
}

/** What JSON a field holds: one text, a list of texts, a whole number or a list of them, or true or false. */
export type FieldShape = 'text' | 'texts' | 'number' | 'numbers' | 'flag';

export const FIELD_SHAPES: Record<QueryField, FieldShape> = {
  kpis: 'texts',
  window: 'text',
  period: 'text',
  severities: 'texts',
  service: 'text',
  environment: 'text',
  groupBy: 'texts',
  timeZone: 'text',
  format: 'text',
  step: 'text',
  tables: 'texts',
  databases: 'texts',
  tiers: 'texts',
  categories: 'texts',
  measure: 'text',
  baseline: 'text',
  limit: 'number',
  offset: 'number',
  sort: 'text',
  maxPoints: 'number',
  tenants: 'numbers',
  includeCurrent: 'flag',
  basis: 'text',
  signals: 'texts',
};

type ValueOf<Model, Field> = Model extends unknown ? (Field extends keyof Model ? Model[Field] : never) : never;
type Choices<Field extends QueryField> = Record<NonNullable<ValueOf<QueryModel, Field>> & string, string>;

const TRAFFIC_MEASURES = {
  operations: 'Operations per hour',
  writes: 'Writes per hour',
  scans: 'Scans per hour',
  rows_read: 'Rows read per hour',
  position: 'Position against the expected range',
  expected_low: 'Expected range, from',
  expected_high: 'Expected range, to',
};

const BUDGET_MEASURES = { remaining: 'Budget left', burn: 'Burn rate ÷ factor of each alert' };

/** The values of the fields that have a closed set of them, with their names for people. */
export const CHOICES = {
  measure: { ...TRAFFIC_MEASURES, ...BUDGET_MEASURES },
  sort: { category: 'As declared', name: 'By name', value: 'Busiest first' },
  format: { numeric: 'Numeric', table: 'Table' },
} satisfies { [Field in 'measure' | 'sort' | 'format']: Choices<Field> };

/** The values that a field can have in a query type, the default of a measure first. */
export function choicesOf(field: keyof typeof CHOICES, type: QueryType): Record<string, string> {
  if (field !== 'measure') {
    return CHOICES[field];
  }
  return type === 'error_budget_trend' ? BUDGET_MEASURES : TRAFFIC_MEASURES;
}

type KPI = NonNullable<ValueOf<QueryModel, 'kpis'>>[number];

const BUDGET_KPIS: readonly KPI[] = ['availability', 'error_ratio', 'latency_p95'];

/** The operational KPIs. */
export const DELIVERY_KPIS: readonly KPI[] = ['mttr', 'mtbf', 'deployment_frequency', 'change_failure_ratio'];

/** The KPIs that a query type can be asked for; the health KPIs when it is not listed. */
export const KPIS_OF_TYPE: Partial<Record<QueryType, readonly KPI[]>> = {
  error_budget: BUDGET_KPIS,
  error_budget_trend: BUDGET_KPIS,
  delivery: DELIVERY_KPIS,
};

/** The KPIs in the order in which they are shown, with their names for people. */
export const KPI_NAMES: Record<KPI, string> = {
  availability: 'Availability',
  latency_p95: 'Latency (p95)',
  error_ratio: 'Error ratio',
  throughput: 'Throughput',
  cpu_utilization: 'CPU utilization',
  memory_utilization: 'Memory utilization',
  mttr: 'Mean time to resolution',
  mtbf: 'Mean time between failures',
  deployment_frequency: 'Deployment frequency',
  change_failure_ratio: 'Change failure ratio',
};

type Signal = NonNullable<ValueOf<QueryModel, 'signals'>>[number];

/** The signals in the order in which they are shown, with their names for people. */
export const SIGNAL_NAMES: Record<Signal, string> = {
  requests: 'Requests',
  request_duration: 'Request duration',
  probe: 'Probe',
  cpu_utilization: 'CPU utilization',
  memory_utilization: 'Memory utilization',
  table_activity: 'Table activity',
  maintenance: 'Maintenance',
  tenants: 'Tenants',
  incidents: 'Incidents',
  deployments: 'Deployments',
};
