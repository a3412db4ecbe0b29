import { queryOptions } from '@tanstack/react-query';

import { take } from '~/api/client';
import type { Session } from '~/features/session/session';

export const impactQuery = ({ api, account }: Session) =>
  queryOptions({
    queryKey: [account.id, 'impact'],
    queryFn: () => take(api.GET('/api/v1/impact')),
  });

export const queuesQuery = ({ api, account }: Session) =>
  queryOptions({
    queryKey: [account.id, 'queues'],
    queryFn: () => take(api.GET('/api/v1/queues')),
  });

export const readyQuery = ({ api }: Session) =>
  queryOptions({
    queryKey: ['ready'],
    // A server that is not ready says so with 503 and the same body.
    queryFn: async () => {
      const { data, error, response } = await api.GET('/health/ready');
      if (data) return data;
      if (response.status === 503 && 'checks' in error) return error;
      throw new Error(`HTTP ${response.status}`);
    },
  });

const kLookAtLoopMs = 60_000;

export const loopQuery = ({ api, account }: Session) =>
  queryOptions({
    queryKey: [account.id, 'loop'],
    queryFn: () => take(api.GET('/api/v1/loop')),
    refetchInterval: kLookAtLoopMs,
  });

/** Only of a demo's account, which alone has a market that knows what would have been best. */
export const demoScoreQuery = ({ api, account }: Session) =>
  queryOptions({
    queryKey: [account.id, 'demo-score'],
    queryFn: () => take(api.GET('/api/v1/demo/score')),
    staleTime: Infinity,
  });
