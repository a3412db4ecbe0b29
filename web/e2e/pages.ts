import type { Caller } from './seed.mjs';

/** Every page whose address needs no id: its name here, and where it is. */
export const kPages = [
  ['overview', '/'],
  ['campaigns', '/campaigns'],
  ['budget', '/budget'],
  ['decisions', '/decisions'],
  ['executor', '/executor'],
  ['studio', '/studio'],
  ['publish', '/publish'],
  ['fatigue', '/fatigue'],
  ['pipeline', '/revenue/pipeline'],
  ['attribution', '/revenue/attribution'],
  ['reconciliation', '/revenue/reconciliation'],
  ['settings', '/settings/account'],
  ['versions', '/settings/history'],
  ['connections', '/settings/connections'],
  ['users', '/settings/users'],
  ['keys', '/settings/keys'],
  ['audit', '/settings/audit'],
  ['you', '/settings/you'],
] as const;

/** Every page of an account that has decisions and conversions, those of one ad and one run among them. */
export async function pagesOf(call: Caller): Promise<readonly (readonly [string, string])[]> {
  const [decision] = await first<{ ad_id: string; run_id: string }>(call, '/api/v1/decisions');
  const [conversion] = await first<{ conversion_id: string }>(call, '/api/v1/conversions');
  const { ad_id: ad = '', run_id: run = '' } = decision ?? {};
  return [
    ...kPages,
    ['ad', `/ads/${ad}`],
    ['run', `/decisions/runs/${run}`],
    ['budget-run', `/budget?run=${run}`],
    ['conversion', `/revenue/attribution?conversion=${conversion?.conversion_id ?? ''}`],
  ];
}

async function first<T>(call: Caller, path: string): Promise<T[]> {
  return ((await call('GET', `${path}?limit=1`)) as { items: T[] }).items;
}
