import { config } from '@grafana/runtime';

/** What Grafana calls the rights that pages ask for. */
type Action = 'datasources:create' | 'datasources:read' | 'datasources:write' | 'plugins:write';

/** Whether the user has a right; Grafana refuses the request to anybody else. */
export function may(action: Action): boolean {
  const { orgRole, permissions } = config.bootData.user;
  return permissions?.[action] ?? orgRole === 'Admin';
}
