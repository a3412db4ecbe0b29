import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

import { startMeta } from './meta';
import { kPerson } from './person';
import { caller, setUp, signIn } from './seed.mjs';
import { startServer, testTool } from './server';

const gvtest = testTool('gvtest') ?? '';
const kStep = 1_000;
const kStepsMax = 600;
const kConnection = {
  credentials: { access_token: 'EAAdouble', app_secret: 'app_secret_double' },
};

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
}

test('a video becomes an ad on Meta and TikTok, every step seen', async ({ page, context }) => {
  test.skip(gvtest === '', 'gvtest makes the clip and is not built');
  test.setTimeout(180_000);
  const clips = mkdtempSync(join(tmpdir(), 'gv-clips-'));
  execFileSync(gvtest, ['gen', 'G2', '--count', '1', '--out', clips]);
  const meta = await startMeta();
  const tiktok = await startMeta('tiktok');
  const server = await startServer({ meta: meta.url, tiktok: tiktok.url });
  try {
    const account = { id: 'local', name: 'Local', currency: 'USD', time_zone: 'UTC' };
    await setUp(server.url, server.setupToken, kPerson, account);
    const session = await signIn(server.url, kPerson.email, kPerson.password);
    const call = caller(server.url, session, account.id);
    await call('PUT', '/api/v1/accounts/local/connections/meta/1', kConnection);
    await call('PUT', '/api/v1/accounts/local/connections/tiktok/1', {
      credentials: { access_token: 'EAAdouble' },
    });
    const [name = '', value = ''] = session.cookie.split('=');
    await context.addCookies([{ name, value, domain: '127.0.0.1', path: '/' }]);

    // The page that its ads speak as is a setting of the connection.
    await page.goto(`${server.url}/settings/connections`);
    const ofMeta = page.getByRole('form', { name: 'Publishing' }).first();
    await ofMeta.getByLabel('Page id').fill('5');
    await ofMeta.getByLabel('Pixel id').fill('9');
    await ofMeta.getByRole('button', { name: 'Save' }).click();
    const ofTiktok = page.getByRole('form', { name: 'Publishing' }).last();
    await ofTiktok.getByLabel('Identity id').fill('55');
    await ofTiktok.getByLabel('Pixel id').fill('9');
    await ofTiktok.getByLabel('Event of leads').fill('FORM');
    await ofTiktok.getByLabel('Countries').fill('AE=290557');
    await ofTiktok.getByLabel('Countries').press('Enter');
    await expectAccessible(page);
    const saved = page.waitForResponse((one) => one.url().endsWith('/connections/tiktok/1'));
    await ofTiktok.getByRole('button', { name: 'Save' }).click();
    expect((await saved).status()).toBe(200);

    await page.goto(`${server.url}/studio`);
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose files' }).click();
    await (await choosing).setFiles(join(clips, 'G2', 'G2_00.mp4'));
    await page.getByRole('article').getByRole('link', { name: 'G2_00.mp4' }).click();
    await page.getByRole('link', { name: 'New creative' }).click();

    const form = page.getByRole('dialog');
    await expect(form.getByRole('combobox', { name: 'Video' })).toHaveValue('G2_00.mp4');
    await expectAccessible(page);
    await form.getByLabel('Name').fill('Six weeks');
    await form.getByLabel('Text above the video').fill('Six weeks, one trainer.');
    await form.getByLabel('Headline below it').fill('Start on Monday');
    await form.getByLabel('Link').fill('http://gym.example');
    await form.getByRole('button', { name: 'Keep as draft' }).click();
    await expect(
      form.getByText('must be an address that begins with https://').first(),
    ).toBeVisible();
    await form.getByLabel('Link').fill('https://gym.example/start');
    await form.getByLabel('Id of the video on YouTube').fill('dQw4w9WgXcQ');
    await form.getByRole('button', { name: 'Keep as draft' }).click();

    const creative = page.getByRole('article', { name: 'Six weeks' });
    await expect(creative.getByText('Draft')).toBeVisible();
    await expect(creative.getByText('YouTube dQw4w9WgXcQ')).toBeVisible();
    await expect(creative.getByRole('button', { name: 'Publish' })).toHaveCount(0);
    await creative.getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();

    await creative.getByRole('button', { name: 'Publish' }).click();
    const wish = page.getByRole('dialog');
    await expectAccessible(page);
    await wish.getByLabel('Name of the campaign').fill('Summer');
    await wish.getByLabel('Daily budget, USD').fill('50');
    await wish.getByRole('checkbox', { name: 'TikTok' }).check();
    await wish.getByLabel('Countries').fill('ae, sa');
    await wish.getByRole('button', { name: 'Go on' }).click();
    // Repeated before it counts.
    await expect(wish.getByText('up to USD 50.00 a day on each of 2 platforms')).toBeVisible();
    await expect(wish.getByText('AE, SA')).toBeVisible();
    await wish.getByRole('button', { name: 'Publish' }).click();
    // What stops one platform stops both, and is named.
    await expect(wish.getByText('does not say which of its locations SA is').first()).toBeVisible();
    await expect(page.getByRole('article', { name: 'Summer' })).toHaveCount(0);
    await wish.getByRole('button', { name: 'Back' }).click();
    await wish.getByLabel('Countries').press('Backspace');
    await wish.getByRole('button', { name: 'Go on' }).click();
    await wish.getByRole('button', { name: 'Publish' }).click();

    const beside = page.getByRole('article', { name: 'Summer · TikTok' });
    await expect(beside.getByText('Awaiting approval').first()).toBeVisible();
    await expect(beside.getByRole('listitem')).toHaveCount(7);
    const publication = page.getByRole('article', { name: 'Summer · Meta' });
    await expectAccessible(page);
    await publication.getByRole('button', { name: 'Approve steps' }).click();
    await expect(page.getByRole('dialog')).toContainText('8 steps go');
    await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    const done = publication.getByRole('list').getByText('Done');
    for (let step = 0; step < kStepsMax && (await done.count()) < 8; ++step) {
      await meta.advance(kStep);
      await page.waitForTimeout(50);
    }
    await expect(done).toHaveCount(8);
    const { items } = (await call('GET', '/api/v1/publish/jobs')) as {
      items: { platform: string; status: string }[];
    };
    expect(items.find((one) => one.platform === 'meta')?.status).toBe('completed');
    expect(items.find((one) => one.platform === 'tiktok')?.status).toBe('awaiting_approval');
    // What was made is an ad as any other.
    await publication.getByRole('link').click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Six weeks');
  } finally {
    server.stop();
    meta.stop();
    tiktok.stop();
  }
});
