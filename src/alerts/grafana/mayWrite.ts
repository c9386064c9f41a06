import { config } from '@grafana/runtime';

/** Any of these lets a user write rules through Grafana's provisioning API. */
const SUFFICE = ['alert.provisioning:write', 'alert.rules.provisioning:write'];

/** So do all of these: an editor has them, unless somebody took one away. */
const TOGETHER = ['alert.rules:create', 'alert.provisioning.provenance:write'];

/** Whether the user may write alert rules somewhere; a folder's own rights can still forbid it there. */
export function mayWriteRules(): boolean {
  const permissions: Record<string, boolean> = config.bootData.user.permissions ?? {};
  return SUFFICE.some((action) => permissions[action]) || TOGETHER.every((action) => permissions[action]);
}
