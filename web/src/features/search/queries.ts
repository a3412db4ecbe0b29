import { queryOptions } from '@tanstack/react-query';

import { take, type Schemas } from '~/api/client';
import type { Session } from '~/features/session/session';

export type Found = Schemas['SearchResult'];

/** The server's least. */
export const kSearchMin = 2;

/** Things of the account by a part of their names. */
export const searchQuery = ({ api, account }: Session, q: string) =>
  queryOptions({
    queryKey: [account.id, 'search', q],
    queryFn: () => take(api.GET('/api/v1/search', { params: { query: { q } } })),
    enabled: q.length >= kSearchMin,
  });
