import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';

import { take, type Schemas } from '~/api/client';
import type { Session } from '~/features/session/session';

import { deliveredDays } from './days_csv';

export type WornAd = {
  id: string;
  name: string;
  fatigue: Schemas['Fatigue'];
  /** The newest day with delivery. */
  last: Schemas['FatigueDayV1'];
};

/** So many at a time: each is two questions to the server. */
const kAdsShown = 24;
const kDaysMax = 200;

export function judge({ api }: Session, ad: string, days: Schemas['FatigueDayV1'][]) {
  return take(api.POST('/api/v1/fatigue/analyze', { body: { ad_id: ad, metrics_history: days } }));
}

async function wornAd(
  session: Session,
  { id, name }: { id: string; name: string },
): Promise<WornAd | null> {
  const days = await take(
    session.api.GET('/api/v1/ads/{id}/metrics', {
      params: { path: { id }, query: { limit: kDaysMax } },
    }),
  );
  const delivered = deliveredDays(days.items);
  const last = delivered.at(-1);
  if (last === undefined) return null;
  return { id, name, fatigue: await judge(session, id, delivered), last };
}

export type WearDay = Schemas['WearDayPage']['items'][number];

export const wearQuery = ({ api, account }: Session, id: string) =>
  queryOptions({
    queryKey: [account.id, 'fatigue', 'history', id],
    queryFn: () =>
      take(
        api.GET('/api/v1/ads/{id}/fatigue', {
          params: { path: { id }, query: { limit: kDaysMax } },
        }),
      ),
    retry: false, // an ad that no platform reports is not there
  });

/** The ads that spend most, as the server judges each from its days. */
export const matrixQuery = (session: Session) =>
  infiniteQueryOptions({
    queryKey: [session.account.id, 'fatigue'],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => {
      const page = await take(
        session.api.GET('/api/v1/analytics/breakdown', {
          params: {
            query: {
              group_by: 'ad',
              metric: 'spend',
              limit: kAdsShown,
              ...(pageParam === undefined ? {} : { cursor: pageParam }),
            },
          },
        }),
      );
      const ads = await Promise.all(page.items.map((ad) => wornAd(session, ad)));
      return { ads: ads.filter((ad) => ad !== null), next: page.next_cursor };
    },
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 300_000,
  });
