import type { VariableView } from './VariableView';

/** The variables that keep KPIs to services and environments. */
export const SERVICE: VariableView = { name: 'service', label: 'Service', of: 'service' };
export const ENVIRONMENT: VariableView = { name: 'environment', label: 'Environment', of: 'environment' };

/** The part of a query that keeps it to the chosen services and environments. */
export const CHOSEN_SCOPE = { service: `\${${SERVICE.name}}`, environment: `\${${ENVIRONMENT.name}}` };
