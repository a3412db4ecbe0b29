import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

import { binary } from './server';

/** A simulated ad platform, whose clock is at the present and stands still until it is moved. */
export type Meta = { url: string; advance: (ms: number) => Promise<void>; stop: () => void };

export async function startMeta(platform = 'meta'): Promise<Meta> {
  const market = ['--seed', '7', '--scenario', 'S1', '--ads', '6'];
  const child = spawn(
    binary(),
    [
      'simulate',
      '--platform',
      platform,
      '--port',
      '0',
      '--now',
      new Date().toISOString(),
      ...market,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const stop = () => void child.kill('SIGKILL');
  for await (const line of createInterface({ input: child.stderr })) {
    const port = /:(\d+)$/.exec(line.trim())?.[1];
    if (port === undefined) continue;
    const url = `http://127.0.0.1:${port}`;
    const advance = async (ms: number) => {
      await fetch(`${url}/__sim/clock`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ advance_ms: ms }),
      });
    };
    return { url, advance, stop };
  }
  throw new Error(`the double of ${platform} did not start`);
}
