/** What the group is called that holds rules of nobody in particular. */
const COMMON_GROUP = 'Headroom';

/** How often Grafana evaluates a group that it makes for its first rule, in seconds. */
export const NEW_GROUP_SECONDS = 60;

/** The rule group of a team: one for each, so that teams neither share an interval nor wait for each other. */
export const teamGroup = (team = '') => (team === '' ? COMMON_GROUP : `${COMMON_GROUP}: ${team}`);
