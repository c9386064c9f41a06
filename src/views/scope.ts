import type { VariableView } from './VariableView';

/** The variables that keep numbers to services and environments. */
export const SERVICE: VariableView = { name: 'service', label: 'Service', of: 'service' };
export const ENVIRONMENT: VariableView = { name: 'environment', label: 'Environment', of: 'environment' };

/** The part of a traffic query that keeps it to the chosen environments; tables belong to no service. */
export const CHOSEN_ENVIRONMENT = { environment: `\${${ENVIRONMENT.name}}` };

/** The part of a KPI query that keeps it to the chosen services and environments. */
export const CHOSEN_SCOPE = { service: `\${${SERVICE.name}}`, ...CHOSEN_ENVIRONMENT };
