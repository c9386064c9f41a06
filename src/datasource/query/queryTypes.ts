import type { QueryModel } from '../../query/query.gen';

export type QueryType = QueryModel['queryType'];

interface QueryTypeText {
  label: string;
  description: string;
}

/** The query types in the order in which people choose from them. */
export const QUERY_TYPES: Record<QueryType, QueryTypeText> = {
  kpi: { label: 'KPI', description: 'Health KPIs over one window: value, target and status' },
  kpi_trend: { label: 'KPI trend', description: 'Health KPIs over time, each point over the window that ends there' },
  error_budget: {
    label: 'Error budget',
    description: 'How fast error budgets burn against the factor of each alert, and what is left of them',
  },
  error_budget_trend: {
    label: 'Error budget trend',
    description: 'What is left of error budgets over time, or how near each burn-rate alert was to firing',
  },
  delivery: {
    label: 'Delivery',
    description: 'Operational KPIs from incidents and deployments: over one window, or week by week',
  },
  incidents: { label: 'Incidents', description: 'Annotations: incidents from their start to their resolution' },
  deployments: { label: 'Deployments', description: 'Annotations: when what was deployed' },
  traffic: { label: 'Table traffic', description: 'Operations per hour of each table against its expected range' },
  traffic_trend: { label: 'Table traffic trend', description: 'The same over time, in buckets' },
  projection: { label: 'Projection', description: 'Emails a day and concurrent users by number of tenants' },
  requirements: { label: 'Requirements', description: 'Connections, memory, cores and storage by number of tenants' },
  coverage: { label: 'Coverage', description: 'How much of a window each signal was seen, and which are missing' },
};

/** Whether this version knows the query type that is stored. */
export function isQueryType(stored: unknown): stored is QueryType {
  return typeof stored === 'string' && Object.hasOwn(QUERY_TYPES, stored);
}
