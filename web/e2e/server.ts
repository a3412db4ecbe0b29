import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const kDist = resolve(import.meta.dirname, '../dist');
const kBuilds = ['release', 'dev'].map((preset) =>
  resolve(import.meta.dirname, `../../build/${preset}/geminivideo`),
);
/** No test comes near these; the program's own limits are tested elsewhere. */
const kLimits = ['standard', 'login', 'ingest', 'heavy'].flatMap((name) => [
  '--rate-limit',
  `${name}=600000`,
]);

export type Server = { url: string; setupToken: string; stop: () => void };

export function binary(): string {
  const named = process.env.GV_BIN;
  const found = named ?? kBuilds.find((path) => existsSync(path));
  if (found === undefined) throw new Error('no geminivideo: build it, or name it in GV_BIN');
  return found;
}

/** Starts the program on a free port over an empty store; it ends with `stop`. */
export async function startServer(): Promise<Server> {
  const data = mkdtempSync(join(tmpdir(), 'gv-e2e-'));
  const child = spawn(
    binary(),
    [
      'serve',
      '--data-dir',
      data,
      '--port',
      '0',
      '--ui-dir',
      kDist,
      '--log-level',
      'error',
      ...kLimits,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const { url, token } = await announced(child);
  const stop = () => {
    child.kill('SIGKILL');
    rmSync(data, { recursive: true, force: true });
  };
  return { url, setupToken: token, stop };
}

async function announced(child: ChildProcess): Promise<{ url: string; token: string }> {
  if (!child.stderr) throw new Error('no stderr');
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    said.push(line);
    const setup = /(http:\S+)\/#setup=(\S+)/.exec(line);
    if (setup?.[1] && setup[2]) return { url: setup[1], token: setup[2] };
  }
  throw new Error(`the server did not start:\n${said.join('\n')}`);
}
