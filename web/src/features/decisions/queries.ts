import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';

import { take, type Schemas } from '~/api/client';
import type { Session } from '~/features/session/session';
import { readJsonLines } from '~/lib/ndjson';

export type DecisionLine = Schemas['ListedDecision'];
export type Decision = Schemas['Decision'];

const kPage = 50;

export const runsQuery = ({ api, account }: Session) =>
  infiniteQueryOptions({
    queryKey: [account.id, 'decision-runs'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      take(
        api.GET('/api/v1/decision-runs', {
          params: {
            query: { limit: kPage, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
          },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export const runQuery = ({ api, account }: Session, id: string) =>
  queryOptions({
    queryKey: [account.id, 'decision-runs', id],
    queryFn: () => take(api.GET('/api/v1/decision-runs/{id}', { params: { path: { id } } })),
  });

/** All decisions of a run, thousands of them too, as one stream of lines. */
export const decisionsOfRunQuery = ({ api, account }: Session, run: string) =>
  queryOptions({
    queryKey: [account.id, 'decisions', { run }],
    queryFn: async ({ signal }) => {
      const answer = api.GET('/api/v1/decisions', {
        params: { query: { run } },
        headers: { Accept: 'application/x-ndjson' },
        parseAs: 'stream',
        signal,
      });
      const body = await take<ReadableStream<Uint8Array> | null>(answer);
      return body === null ? [] : readJsonLines<DecisionLine>(body);
    },
  });

export const decisionsOfAdQuery = ({ api, account }: Session, ad: string) =>
  queryOptions({
    queryKey: [account.id, 'decisions', { ad }],
    queryFn: () => take(api.GET('/api/v1/decisions', { params: { query: { ad, limit: kPage } } })),
  });

export const decisionQuery = ({ api, account }: Session, id: string) =>
  queryOptions({
    queryKey: [account.id, 'decisions', id],
    queryFn: () => take(api.GET('/api/v1/decisions/{id}', { params: { path: { id } } })),
  });
