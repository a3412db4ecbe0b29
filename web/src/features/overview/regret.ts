import type { Schemas } from '~/api/client';

/** Those that are drawn, the account's own first; the oracle is the line at 0. */
export const kPolicies = ['account', 'greedy', 'ts_immediate', 'equal', 'rules'] as const;
export type Policy = (typeof kPolicies)[number];

/** Regret of each policy up to a day; null where the server does not know it. */
export type RegretDay = { day: number } & Record<Policy, number | null>;

export function regretByDay(days: readonly Schemas['DemoDayScore'][]): RegretDay[] {
  return days.map(({ day, policies }) => {
    const of = (name: Policy) => policies.find(({ policy }) => policy === name)?.regret ?? null;
    return {
      day,
      account: of('account'),
      greedy: of('greedy'),
      ts_immediate: of('ts_immediate'),
      equal: of('equal'),
      rules: of('rules'),
    };
  });
}
