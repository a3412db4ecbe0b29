import { expect, it } from 'vitest';

import type { Schemas } from '~/api/client';

import { regretByDay } from './regret';

const amount = { amount_minor: 0, currency: 'USD' };
const score = (policy: string, regret: number | null): Schemas['PolicyScore'] => ({
  policy,
  value: amount,
  spend: amount,
  value_per_spend: null,
  regret,
});

it('keeps what is not known apart from a regret of nothing', () => {
  const at = '2025-01-31T00:00:00.000000Z';
  const days = regretByDay([
    { day: 1, at, policies: [score('account', null), score('equal', 0), score('oracle', 0)] },
  ]);
  expect(days).toEqual([
    { day: 1, account: null, greedy: null, ts_immediate: null, equal: 0, rules: null },
  ]);
});
