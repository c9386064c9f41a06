/** The greatest number of tenants that a query takes; pkg/query bounds it. */
const MAX_TENANTS = 1_000_000_000;

/** Numbers of tenants separated by spaces, commas or semicolons; `undefined` when one is not a number of tenants. */
export function readTenants(text: string): number[] | undefined {
  const words = text.split(/[\s,;]+/).filter(Boolean);
  const counts = words.map((word) => (/^\d+$/.test(word) ? Number(word) : NaN));
  return counts.every((count) => count >= 1 && count <= MAX_TENANTS) ? counts : undefined;
}
