import { expect, test as base, type Page } from '@playwright/test';

import { caller, type Caller, type SignedIn } from './seed.mjs';
import { kAccount, kStatePath } from './person';

export const url = () => process.env.GV_URL ?? '';
export const ownSession = () => JSON.parse(process.env.GV_SESSION ?? '{}') as SignedIn;

/** A page of somebody signed in, which fails the test on anything the browser complains of. */
export const test = base.extend<{ page: Page; call: Caller; complaints: string[] }>({
  baseURL: async ({}, provide) => provide(url()),
  storageState: kStatePath,
  complaints: async ({}, provide) => provide([]),
  page: async ({ page, complaints }, provide) => {
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      // What the server refuses is logged by the browser too; tests look at what the page says.
      const refused = message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && !refused) complaints.push(message.text());
    });
    await provide(page);
    if (complaints.length > 0) throw new Error(complaints.join('\n'));
  },
  call: async ({}, provide) => {
    await provide(caller(url(), ownSession(), kAccount.id));
  },
});

/** The page is there, and nothing of it is still awaited; its stream of events never ends. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('.mantine-Skeleton-root')).toHaveCount(0);
}

export { expect };
