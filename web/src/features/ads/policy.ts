import { queryOptions } from '@tanstack/react-query';

import { take, type Schemas } from '~/api/client';
import type { Session } from '~/features/session/session';

export type Policy = Schemas['AdPolicy'];
export type PolicyMode = Policy['mode'];

export const kPolicyModes: readonly PolicyMode[] = ['auto', 'observe', 'locked'];

/** With the tag that a change of it has to name. */
export const policyQuery = ({ api, account }: Session, ad: string) =>
  queryOptions({
    queryKey: [account.id, 'policy', ad],
    queryFn: async () => {
      const call = api.GET('/api/v1/ads/{id}/policy', { params: { path: { id: ad } } });
      const policy = await take(call);
      return { policy, etag: (await call).response.headers.get('ETag') ?? '' };
    },
  });

/** Puts the whole policy in the place of the one with this tag; 412 when there is another one. */
export function putPolicy(
  { api }: Session,
  ad: string,
  etag: string,
  body: Schemas['AdPolicyBody'],
): Promise<Policy> {
  return take(
    api.PUT('/api/v1/ads/{id}/policy', {
      params: { path: { id: ad } },
      headers: { 'If-Match': etag },
      body,
    }),
  );
}
