import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { test as base, type Page } from '@playwright/test';

import { caller, signIn, type Caller, type SignedIn } from './seed.mjs';
import { binary, startServer, type Server } from './server';

const kDayMs = 86_400_000;
const kDays = 7;
/** Of src/cli/demo_account.cpp. */
const kDemo = {
  account: 'demo',
  email: 'demo@example.com',
  password: 'demo of this machine',
};

/** Plays a week of an account on a simulated Meta that ends today, and serves what it left. */
async function startDemo(): Promise<Server> {
  const data = mkdtempSync(join(tmpdir(), 'gv-demo-'));
  const start = new Date(Date.now() - kDays * kDayMs).toISOString();
  const play = ['demo', '--days', String(kDays), '--mode', 'approve', '--no-serve'];
  execFileSync(binary(), [...play, '--now', start, '--keep', data], { stdio: 'ignore' });
  return startServer({ data });
}

/** Pages of the demo's account, by its owner; `call` asks the interface as they would. */
export const test = base.extend<{ call: Caller }, { demo: Server; owner: SignedIn }>({
  demo: [
    async ({}, provide) => {
      const server = await startDemo();
      await provide(server);
      server.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  owner: [
    async ({ demo }, provide) => provide(await signIn(demo.url, kDemo.email, kDemo.password)),
    { scope: 'worker' },
  ],
  baseURL: async ({ demo }, provide) => provide(demo.url),
  context: async ({ context, owner }, provide) => {
    const [name = '', value = ''] = owner.cookie.split('=');
    await context.addCookies([{ name, value, domain: '127.0.0.1', path: '/' }]);
    await provide(context);
  },
  call: async ({ demo, owner }, provide) => {
    await provide(caller(demo.url, owner, kDemo.account));
  },
});

/** Before the first page: in which colours and language it is to be. */
export async function dress(page: Page, scheme: string, language: string): Promise<void> {
  await page.addInitScript(
    ([of, said]) => {
      localStorage.setItem('mantine-color-scheme-value', of ?? '');
      localStorage.setItem('gv-language', said ?? '');
    },
    [scheme, language],
  );
}
