import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';

import { take, type Schemas } from '~/api/client';
import type { Session } from '~/features/session/session';

import { readAnalysis } from './analysis';

export type Asset = Schemas['Asset'];
export type Timeline = Schemas['VideoTimeline'];

/** An address that elements load by themselves, which cannot name the account in a header. */
export function mediaUrl({ account }: Session, path: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}account=${encodeURIComponent(account.id)}`;
}

export const assetsQuery = ({ api, account }: Session, q: string) =>
  infiniteQueryOptions({
    queryKey: [account.id, 'assets', { q }],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      take(
        api.GET('/api/v1/assets', {
          params: {
            query: {
              limit: 60,
              ...(q === '' ? {} : { q }),
              ...(pageParam === undefined ? {} : { cursor: pageParam }),
            },
          },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export const assetQuery = ({ api, account }: Session, id: string) =>
  queryOptions({
    queryKey: [account.id, 'assets', id],
    queryFn: () => take(api.GET('/api/v1/assets/{id}', { params: { path: { id } } })),
  });

export const analysisQuery = ({ api, account }: Session, id: string) =>
  queryOptions({
    queryKey: [account.id, 'assets', id, 'analysis'],
    queryFn: async () =>
      readAnalysis(
        await take(api.GET('/api/v1/assets/{id}/analysis', { params: { path: { id } } })),
      ),
    staleTime: Infinity,
  });

export const timelineQuery = ({ api, account }: Session, id: string, resolution: number) =>
  queryOptions({
    queryKey: [account.id, 'assets', id, 'timeline', resolution],
    queryFn: () =>
      take(
        api.GET('/api/v1/assets/{id}/timeline', {
          params: { path: { id }, query: { resolution } },
        }),
      ),
    staleTime: Infinity,
  });

export const clipsQuery = ({ api, account }: Session, id: string) =>
  queryOptions({
    queryKey: [account.id, 'assets', id, 'clips'],
    queryFn: () =>
      take(
        api.GET('/api/v1/assets/{id}/clips', { params: { path: { id }, query: { ranked: true } } }),
      ),
    staleTime: Infinity,
  });

export const hookAdviceQuery = ({ api, account }: Session, id: string) =>
  queryOptions({
    queryKey: [account.id, 'assets', id, 'hook-advice'],
    queryFn: () =>
      take(api.POST('/api/v1/assets/{id}/hook-advice', { params: { path: { id } }, body: {} })),
    staleTime: Infinity,
  });

export const ctaAdviceQuery = ({ api, account }: Session, id: string) =>
  queryOptions({
    queryKey: [account.id, 'assets', id, 'cta-advice'],
    queryFn: () =>
      take(api.POST('/api/v1/assets/{id}/cta-advice', { params: { path: { id } }, body: {} })),
    staleTime: Infinity,
  });

export const jobQuery = ({ api, account }: Session, id: string) =>
  queryOptions({
    queryKey: [account.id, 'jobs', id],
    queryFn: () => take(api.GET('/api/v1/jobs/{id}', { params: { path: { id } } })),
  });
