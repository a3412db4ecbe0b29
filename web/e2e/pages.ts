/** Every page, as it is reached and what its heading says. */
export const kPages = [
  ['overview', '/'],
  ['budget', '/budget'],
  ['decisions', '/decisions'],
  ['executor', '/executor'],
  ['studio', '/studio'],
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
