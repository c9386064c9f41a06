import type { DataQuery } from '@grafana/schema';

/** What a dashboard variable can list. */
export type VariableSubject = 'kpi' | 'table' | 'tier' | 'category' | 'service' | 'environment';

/** A dashboard variable's query. */
export interface HeadroomVariableQuery extends DataQuery {
  /** What to list. A saved dashboard may hold any text here. */
  of?: VariableSubject;
}

export const VARIABLE_SUBJECTS: Record<VariableSubject, { label: string; description: string }> = {
  kpi: { label: 'KPIs', description: 'The ids of the health KPIs' },
  table: { label: 'Tables', description: 'The tables that the profile declares' },
  tier: { label: 'Tiers', description: 'The tiers of the profile' },
  category: { label: 'Categories', description: 'The categories of the profile’s tables' },
  service: { label: 'Services', description: 'The services that had requests in the last day' },
  environment: { label: 'Environments', description: 'The environments that had requests in the last day' },
};
