import { type DataFrame, type FieldConfig, FieldType, toDataFrame } from '@grafana/data';

type Column = [name: string, values: unknown[], config?: FieldConfig];

/** A frame of number columns, and of yes-or-no ones where the values are. */
export function columns(...list: Column[]): DataFrame {
  return toDataFrame({
    fields: list.map(([name, values, config = {}]) => ({
      name,
      type: typeof values[0] === 'boolean' ? FieldType.boolean : FieldType.number,
      config,
      values,
    })),
  });
}

/** The card's projection at three of its rows, and one beyond. */
export const projection = columns(
  ['tenants', [100, 1_000, 5_000, 10_000]],
  ['emails_per_day_low', [10_000, 100_000, 500_000, 1_000_000], { unit: 'short', displayName: 'Emails/day from' }],
  ['emails_per_day_high', [50_000, 500_000, 2_500_000, 5_000_000], { unit: 'short' }],
  ['concurrent_users_low', [500, 5_000, 25_000, 50_000], { unit: 'short' }],
  ['concurrent_users_high', [2_500, 25_000, 150_000, 525_000], { unit: 'short' }],
  ['extrapolated', [false, false, false, true]]
);

/** As the data source words it. */
export const STORAGE_NOTICE =
  'Storage has no projection for 10000 tenants (beyond_model): its compound curve is not meant for more than that';

/** What these tenants need, as the data source computes it from the card's curves; storage compounds out of reach. */
export const requirements: DataFrame = {
  ...columns(
    ['tenants', [100, 1_000, 5_000, 10_000]],
    ['db_connections', [20, 71.428571428571, 300.00000000000006, 585.714285714], { displayName: 'DB connections' }],
    ['redis_memory_gb', [1, 38.081, 64, 75.16], { unit: 'decgbytes', displayName: 'Redis memory' }],
    ['cpu_cores', [2, 13.388, 64, 127.3], { displayName: 'CPU cores' }],
    ['storage_gb', [10, 34.14, 8_000, null], { unit: 'decgbytes', displayName: 'Storage' }],
    ['extrapolated', [false, false, false, true]]
  ),
  meta: { notices: [{ severity: 'warning', text: STORAGE_NOTICE }] },
};
