/** Tiers in order of importance, most important first. Other names are shown as they are, after these. */
const TIERS = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'];

const SHORT_NAMES: Record<string, string> = { CRITICAL: 'CRIT', MEDIUM: 'MED' };

/** 0 for the most important tier; NaN for a row without one. */
export function tierRank(tier: string): number {
  const rank = TIERS.indexOf(tier.toUpperCase());
  if (rank >= 0) {
    return rank;
  }
  return tier ? TIERS.length : NaN;
}

/** How a badge names a tier; it cuts off what does not fit. */
export function tierBadgeText(tier: string): string {
  return SHORT_NAMES[tier.toUpperCase()] ?? tier;
}
