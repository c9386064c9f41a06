/** Names of the variables that keep KPIs to services and environments. */
export const SERVICE_VARIABLE = 'service';
export const ENVIRONMENT_VARIABLE = 'environment';

/** The part of a query that keeps it to the chosen services and environments. */
export const CHOSEN_SCOPE = { service: `\${${SERVICE_VARIABLE}}`, environment: `\${${ENVIRONMENT_VARIABLE}}` };
