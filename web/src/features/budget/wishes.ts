import { useCallback, useMemo, useState } from 'react';

import type { Schemas } from '~/api/client';
import { minorUnits } from '~/lib/format';

/** What a person asks of the next run. */
export type Wishes = {
  total: string;
  seed: string;
  excluded: readonly string[];
  /** Budgets that stay, in minor units, by ad. */
  pinned: ReadonlyMap<string, number>;
};

const kNone: Wishes = { total: '', seed: '', excluded: [], pinned: new Map() };

/** The wishes as the interface takes them: what was left empty is not said. */
export function requestOf(wishes: Wishes, currency: string): Schemas['RunDecisionsRequest'] {
  const total = minorUnits(wishes.total, currency);
  const seed = /^\d+$/.test(wishes.seed) ? Number(wishes.seed) : null;
  const pins = Object.fromEntries(
    [...wishes.pinned].map(([ad, amount_minor]) => [ad, { amount_minor, currency }]),
  );
  return {
    ...(total === null ? {} : { total_budget: { amount_minor: total, currency } }),
    ...(seed === null ? {} : { seed }),
    ...(wishes.excluded.length === 0 ? {} : { exclude: [...wishes.excluded] }),
    ...(wishes.pinned.size === 0 ? {} : { pins }),
  };
}

export type ChangeWishes = (part: Partial<Wishes>) => void;
export type WishesWithBody = Wishes & { body: () => Schemas['RunDecisionsRequest'] };

export function useWishes(currency: string): [WishesWithBody, ChangeWishes] {
  const [wishes, setWishes] = useState(kNone);
  const change = useCallback<ChangeWishes>((part) => setWishes((old) => ({ ...old, ...part })), []);
  const withBody = useMemo(
    () => ({ ...wishes, body: () => requestOf(wishes, currency) }),
    [wishes, currency],
  );
  return [withBody, change];
}
