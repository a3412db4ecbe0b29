import { mkdirSync, writeFileSync } from 'node:fs';

import { caller, seedAds, seedConversions, setUp, signIn } from './seed.mjs';
import { kAccount, kPerson, kStatePath } from './person';
import { startServer } from './server';

/** One server for all pages, with a seeded account and somebody signed in. */
export default async function globalSetup() {
  const server = await startServer();
  await setUp(server.url, server.setupToken, kPerson, kAccount);
  const session = await signIn(server.url, kPerson.email, kPerson.password);
  const call = caller(server.url, session, kAccount.id);
  const now = Date.now();
  await seedAds(call, kAccount.currency, 16, now);
  await seedConversions(call, kAccount.currency, 12, now);
  await call('POST', '/api/v1/decisions/run', { dry_run: false });
  const [name = '', value = ''] = session.cookie.split('=');
  mkdirSync('test-results', { recursive: true });
  const cookie = {
    name,
    value,
    domain: '127.0.0.1',
    path: '/',
    expires: -1,
    httpOnly: true,
    secure: false,
    sameSite: 'Lax',
  };
  writeFileSync(kStatePath, JSON.stringify({ cookies: [cookie], origins: [] }));
  process.env.GV_URL = server.url;
  process.env.GV_SESSION = JSON.stringify(session);
  return () => server.stop();
}
