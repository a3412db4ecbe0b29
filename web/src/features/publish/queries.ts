import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';

import { take, type Schemas } from '~/api/client';
import type { Session } from '~/features/session/session';

export type Creative = Schemas['Creative'];
export type CreativeDraft = Schemas['CreativeDraft'];
export type Publication = Schemas['Publication'];
export type PublishRequest = Schemas['PublishManyRequest'];
export type Platform = PublishRequest['platforms'][number];
export type PublishStep = Schemas['PublishStep'];

const kPage = 50;
const kWhileRunningMs = 3_000;
const kOtherwiseMs = 15_000;

export const creativesQuery = ({ api, account }: Session) =>
  infiniteQueryOptions({
    queryKey: [account.id, 'creatives'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      take(
        api.GET('/api/v1/creatives', {
          params: {
            query: { limit: kPage, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
          },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export const publicationsQuery = ({ api, account }: Session) =>
  queryOptions({
    queryKey: [account.id, 'publications'],
    queryFn: () => take(api.GET('/api/v1/publish/jobs', { params: { query: { limit: kPage } } })),
    refetchInterval: (query) =>
      query.state.data?.items.some((one) => one.status === 'running')
        ? kWhileRunningMs
        : kOtherwiseMs,
  });

export function createCreative({ api }: Session, draft: CreativeDraft): Promise<Creative> {
  return take(api.POST('/api/v1/creatives', { body: draft }));
}

export function approveCreative({ api }: Session, id: string): Promise<Creative> {
  return take(api.POST('/api/v1/creatives/{id}/approve', { params: { path: { id } } }));
}

/** On all of the platforms or on none; the same `key` is the same publication, however often sent. */
export function publishTo({ api }: Session, key: string, wish: PublishRequest) {
  return take(
    api.POST('/api/v1/publish/multi', {
      params: { header: { 'Idempotency-Key': key } },
      body: wish,
    }),
  );
}
