import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';

import { take, type Schemas } from '~/api/client';
import type { Session } from '~/features/session/session';

export type Conversion = Schemas['Conversion'];
export type ConversionDetails = Schemas['ConversionDetails'];

export const conversionsQuery = ({ api, account }: Session) =>
  infiniteQueryOptions({
    queryKey: [account.id, 'conversions'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      take(
        api.GET('/api/v1/conversions', {
          params: {
            query: { limit: 200, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
          },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export const summaryQuery = ({ api, account }: Session) =>
  queryOptions({
    queryKey: [account.id, 'conversions', 'summary'],
    queryFn: () => take(api.GET('/api/v1/attribution/summary')),
  });

export const conversionQuery = ({ api, account }: Session, id: string) =>
  queryOptions({
    queryKey: [account.id, 'conversions', id],
    queryFn: () => take(api.GET('/api/v1/conversions/{id}', { params: { path: { id } } })),
  });

export const pathQuery = ({ api, account }: Session, id: string) =>
  queryOptions({
    queryKey: [account.id, 'conversions', id, 'path'],
    queryFn: () => take(api.GET('/api/v1/conversions/{id}/path', { params: { path: { id } } })),
  });

export function override({ api }: Session, id: string, ad: string, reason: string) {
  return take(
    api.POST('/api/v1/conversions/{id}/override', {
      params: { path: { id } },
      body: { ad_id: ad, reason },
    }),
  );
}
