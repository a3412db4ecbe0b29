import { queryOptions } from '@tanstack/react-query';

import { take } from '~/api/client';
import type { Session } from '~/features/session/session';
import { isoDay, nextDay } from '~/lib/days';
import { readJsonLines } from '~/lib/ndjson';

import { treeOf, type Ad, type AdSet, type Campaign } from './tree';

/** The first day and the last one, both shown; platforms report by days of UTC. */
export type Span = { from: string; to: string };

const kDaysShown = 28;

export function spanOf(search: { from?: string | undefined; to?: string | undefined }): Span {
  const to = search.to ?? isoDay(new Date(), 'UTC');
  return { from: search.from ?? nextDay(to, 1 - kDaysShown), to };
}

function spanQuery({ from, to }: Span) {
  return { from: `${from}T00:00:00Z`, to: `${nextDay(to, 1)}T00:00:00Z` };
}

async function lines<T>(answer: Promise<{ data?: unknown; error?: unknown; response: Response }>) {
  const body = (await take(answer)) as ReadableStream<Uint8Array> | null;
  return body === null ? [] : readJsonLines<T>(body);
}

/** Everything at once, tens of thousands of ads too: three streams of lines. */
export const treeQuery = ({ api, account }: Session, span: Span) =>
  queryOptions({
    queryKey: [account.id, 'campaigns', span],
    queryFn: async ({ signal }) => {
      const options = {
        params: { query: spanQuery(span) },
        headers: { Accept: 'application/x-ndjson' },
        parseAs: 'stream',
        signal,
      } as const;
      const [campaigns, adsets, ads] = await Promise.all([
        lines<Campaign>(api.GET('/api/v1/campaigns', options)),
        lines<AdSet>(api.GET('/api/v1/adsets', options)),
        lines<Ad>(api.GET('/api/v1/ads', options)),
      ]);
      return treeOf(campaigns, adsets, ads);
    },
  });

export const summaryQuery = ({ api, account }: Session, span: Span) =>
  queryOptions({
    queryKey: [account.id, 'campaigns', 'summary', span],
    queryFn: () =>
      take(
        api.GET('/api/v1/analytics/summary', {
          params: { query: { ...spanQuery(span), compare: 'previous' } },
        }),
      ),
  });

export const adQuery = ({ api, account }: Session, id: string) =>
  queryOptions({
    queryKey: [account.id, 'campaigns', 'ad', id],
    queryFn: () => take(api.GET('/api/v1/ads/{id}', { params: { path: { id } } })),
    retry: false, // an ad that no platform reports is not there
  });

export const adDaysQuery = ({ api, account }: Session, id: string) =>
  queryOptions({
    queryKey: [account.id, 'campaigns', 'days', id],
    queryFn: () =>
      take(
        api.GET('/api/v1/ads/{id}/metrics', { params: { path: { id }, query: { limit: 200 } } }),
      ),
    retry: false,
  });
