import type { VariableSubject } from '../../query/HeadroomVariableQuery';

/** What a variable can list, in words. */
export const VARIABLE_SUBJECTS: Record<VariableSubject, { label: string; description: string }> = {
  kpi: { label: 'KPIs', description: 'The ids of the health KPIs' },
  signal: { label: 'Signals', description: 'The ids of the signals that verdicts rest on' },
  table: { label: 'Tables', description: 'The tables that the profile declares' },
  database: { label: 'Databases', description: 'The databases whose tables were seen in the last day' },
  tier: { label: 'Tiers', description: 'The tiers of the profile' },
  category: { label: 'Categories', description: 'The categories of the profile’s tables' },
  service: { label: 'Services', description: 'The services that had requests in the last day' },
  environment: { label: 'Environments', description: 'The environments that had requests in the last day' },
};
