import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { useSession } from '~/features/session/session';

import type { Message } from './sse';
import { follow, type StreamState } from './stream';
import { staleAfter } from './topics';

const kPollMs = 15_000;

type Told = { message?: Message; state?: StreamState };

function renew(queries: QueryClient, account: string, message: Message): void {
  const names = staleAfter(message.event);
  void queries.invalidateQueries({
    predicate: ({ queryKey: [of, name] }) =>
      of === account && (names === null || names.includes(String(name))),
  });
}

/**
 * Keeps the page up to date. Of all tabs one holds the lock and the stream and tells the others,
 * because browsers give a server few connections; when it closes, another one takes over.
 */
export function useLive(): StreamState {
  const { account } = useSession();
  const queries = useQueryClient();
  const [state, setState] = useState<StreamState>('polling');

  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    const channel = new BroadcastChannel(`gv-stream-${account.id}`);
    const hear = ({ message, state: now }: Told) => {
      if (message) renew(queries, account.id, message);
      if (now) setState(now);
    };
    const tell = (told: Told) => {
      if (signal.aborted) return;
      hear(told);
      channel.postMessage(told);
    };
    channel.onmessage = (event: MessageEvent<Told>) => hear(event.data);
    const events = {
      onMessage: (message: Message) => tell({ message }),
      onState: (now: StreamState) => tell({ state: now }),
    };
    navigator.locks
      .request(`gv-stream-${account.id}`, { signal }, () => follow(account.id, events, signal))
      .catch(() => undefined); // left before it was our turn
    return () => {
      leaving.abort();
      channel.close();
    };
  }, [account.id, queries]);

  useEffect(() => {
    if (state === 'live') return undefined;
    const timer = setInterval(
      () => void queries.invalidateQueries({ queryKey: [account.id], refetchType: 'active' }),
      kPollMs,
    );
    return () => clearInterval(timer);
  }, [state, queries, account.id]);
  return state;
}
