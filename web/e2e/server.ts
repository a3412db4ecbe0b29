import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
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

/** Where no platform is: tests leave this machine alone in the world. */
const kNobody = 'http://127.0.0.1:9';

export type Server = {
  url: string;
  setupToken: string;
  /** Holds the store, geminivideo.db. */
  data: string;
  /** Ends the program and leaves the store. */
  end: () => Promise<void>;
  stop: () => void;
};

export function binary(): string {
  const named = process.env.GV_BIN;
  const found = named ?? kBuilds.find((path) => existsSync(path));
  if (found === undefined) throw new Error('no geminivideo: build it, or name it in GV_BIN');
  return found;
}

/** A tool of the tests, which the build of the tests has at its newest; undefined: not built. */
export function testTool(name: string): string | undefined {
  const folders = ['../build/dev', dirname(binary())];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** What a server may be given: a store that a program left, a double of Meta with its clock, and one of TikTok. */
type Given = { data?: string; meta?: string; tiktok?: string };

/** Starts the program on a free port over an empty store, or one that a program left. */
export async function startServer({ data: left, meta, tiktok }: Given = {}): Promise<Server> {
  const data = left ?? mkdtempSync(join(tmpdir(), 'gv-e2e-'));
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
      '--meta-url',
      meta ?? kNobody,
      '--tiktok-url',
      tiktok ?? kNobody,
      ...(meta === undefined ? [] : ['--clock', `sim:${meta}`]),
      ...kLimits,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const { url, token } = await announced(child, left === undefined);
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const end = async () => {
    child.kill('SIGTERM');
    await gone;
  };
  const stop = () => {
    child.kill('SIGKILL');
    rmSync(data, { recursive: true, force: true });
  };
  return { url, setupToken: token, data, end, stop };
}

async function announced(
  child: ChildProcess,
  empty: boolean,
): Promise<{ url: string; token: string }> {
  if (!child.stderr) throw new Error('no stderr');
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    said.push(line);
    const listening = /listening on (http:\S+)/.exec(line);
    if (!empty && listening?.[1]) return { url: listening[1], token: '' };
    const setup = /(http:\S+)\/#setup=(\S+)/.exec(line);
    if (setup?.[1] && setup[2]) return { url: setup[1], token: setup[2] };
  }
  throw new Error(`the server did not start:\n${said.join('\n')}`);
}
