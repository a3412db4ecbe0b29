import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';

import { take, type Schemas } from '~/api/client';
import type { Session } from '~/features/session/session';

export type Change = Schemas['Change'];
/** As a list has it: with what the platform calls the thing. */
export type ListedChange = Schemas['ListedChange'];
export type ChangeRecord = Schemas['ListedChangeRecord'];
export type Hold = Schemas['Hold'];
type Status = Change['status'];

const kLookAgainMs = 15_000;

export const executorQuery = ({ api, account }: Session) =>
  queryOptions({
    queryKey: [account.id, 'executor'],
    queryFn: () => take(api.GET('/api/v1/executor')),
    refetchInterval: kLookAgainMs,
  });

export const changesQuery = ({ api, account }: Session, status: Status | undefined) =>
  queryOptions({
    queryKey: [account.id, 'changes', { status }],
    queryFn: () =>
      take(
        api.GET('/api/v1/changes', {
          params: { query: { limit: 200, ...(status === undefined ? {} : { status }) } },
        }),
      ),
    refetchInterval: kLookAgainMs,
  });

export const recordsQuery = ({ api, account }: Session) =>
  infiniteQueryOptions({
    queryKey: [account.id, 'changes', 'history'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      take(
        api.GET('/api/v1/changes/history', {
          params: {
            query: { limit: 100, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
          },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export const holdsQuery = ({ api, account }: Session) =>
  queryOptions({
    queryKey: [account.id, 'holds'],
    queryFn: () => take(api.GET('/api/v1/holds', { params: { query: { limit: 100 } } })),
  });

const kActions = {
  approve: '/api/v1/changes/{id}/approve',
  reject: '/api/v1/changes/{id}/reject',
  cancel: '/api/v1/changes/{id}/cancel',
  retry: '/api/v1/changes/{id}/retry',
  undo: '/api/v1/changes/{id}/undo',
} as const;
export type Action = keyof typeof kActions;

/** Does one thing with one change. */
export function act({ api }: Session, action: Action, id: string): Promise<Change> {
  return take(api.POST(kActions[action], { params: { path: { id } } }));
}

export type StopWish = { reason: string; pauseAds: boolean };

/** Stops every change of the account; with `pauseAds` what spends is paused on the platform too. */
export function stop({ api }: Session, { reason, pauseAds }: StopWish) {
  const body = { scope: 'account', reason } as const;
  return pauseAds
    ? take(api.POST('/api/v1/emergency-stop', { body: { ...body, pause_ads: true } }))
    : take(api.POST('/api/v1/holds', { body }));
}

export function clearHold({ api }: Session, id: string, resume: boolean, reason: string) {
  return take(
    api.POST('/api/v1/holds/{id}/clear', {
      params: { path: { id } },
      body: { resume, ...(reason === '' ? {} : { reason }) },
    }),
  );
}
