import { tierBadgeText, tierRank } from './tier';

test('tiers by importance, then other names, then none', () => {
  expect(['CRITICAL', 'high', 'Medium', 'LOW', 'gold'].map(tierRank)).toEqual([0, 1, 2, 3, 4]);
  expect(tierRank('')).toBeNaN();
});

test('a badge shortens the tiers that it knows', () => {
  expect(['CRITICAL', 'HIGH', 'medium', 'gold'].map(tierBadgeText)).toEqual(['CRIT', 'HIGH', 'MED', 'gold']);
});
