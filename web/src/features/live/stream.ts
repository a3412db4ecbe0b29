import { SseReader, type Message } from './sse';

export type StreamState = 'live' | 'polling' | 'offline';
export type StreamEvents = {
  onMessage: (message: Message) => void;
  onState: (state: StreamState) => void;
};

const kFailuresMax = 3;
const kAgainMs = 3000;
const kAgainWhenPollingMs = 60_000;

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Reads one connection to its end; what it said last is where the next one goes on. */
async function readOnce(
  account: string,
  since: string | null,
  events: StreamEvents,
  signal: AbortSignal,
): Promise<string | null> {
  const response = await fetch('/api/v1/stream', {
    headers: {
      'X-Account-Id': account,
      Accept: 'text/event-stream',
      ...(since === null ? {} : { 'Last-Event-ID': since }),
    },
    signal,
  });
  if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
  events.onState('live');
  const reader = new SseReader();
  let last = since;
  const text = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { value, done } = await text.read();
    if (done) return last;
    for (const message of reader.read(value)) {
      last = message.id ?? last;
      events.onMessage(message);
    }
  }
}

/** Follows what happens in an account until `signal`; a server that has no stream is asked seldom. */
export async function follow(
  account: string,
  events: StreamEvents,
  signal: AbortSignal,
): Promise<void> {
  let since: string | null = null;
  let failures = 0;
  while (!signal.aborted) {
    try {
      since = await readOnce(account, since, events, signal);
      failures = 0;
    } catch {
      ++failures;
    }
    const polls = failures >= kFailuresMax;
    if (failures > 0) events.onState(navigator.onLine ? 'polling' : 'offline');
    await pause(polls ? kAgainWhenPollingMs : kAgainMs, signal);
  }
}
