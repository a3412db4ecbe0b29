import { createHmac } from 'node:crypto';

import { test as bare } from '@playwright/test';

import { startServer } from './server';
import { kAccount, kPerson } from './person';
import { setUp } from './seed.mjs';
import { expect, test, url } from './signed_in';

bare('the link of a new server sets up the first user', async ({ page }) => {
  const server = await startServer();
  await page.goto(`${server.url}/#setup=${server.setupToken}`);
  await page.getByLabel('Name', { exact: true }).fill('Grace');
  await page.getByLabel('E-mail').fill('grace@example.com');
  await page.getByRole('textbox', { name: 'Password' }).fill('another horse battery');
  await page.getByLabel('Name of the business').fill('Clinic One');
  await page.getByRole('button', { name: 'Create and sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await expect(page.getByText('No decisions yet')).toBeVisible();
  expect(page.url()).not.toContain('setup');
  server.stop();
});

bare('a wrong password is told, the right one lets in', async ({ page }) => {
  await page.goto(`${url()}/decisions`);
  // Another address: attempts are counted by address.
  await page.getByLabel('E-mail').fill('nobody@example.com');
  await page.getByRole('textbox', { name: 'Password' }).fill('wrong horse battery');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByLabel('E-mail').fill(kPerson.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(kPerson.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Decisions', level: 1 })).toBeVisible();
});

bare('a session that ends keeps what was typed', async ({ page, context }) => {
  await page.goto(`${url()}/revenue/pipeline`);
  await page.getByLabel('E-mail').fill(kPerson.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(kPerson.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  const value = page.getByLabel('Value of lead', { exact: true });
  await value.fill('12.50');
  await context.clearCookies();
  await value.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Your session has ended')).toBeVisible();
  await dialog.getByLabel('E-mail').fill(kPerson.email);
  await dialog.getByRole('textbox', { name: 'Password' }).fill(kPerson.password);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(dialog).toBeHidden();
  await expect(value).toHaveValue('12.50');
});

/** What an app shows for a secret in base32, `ahead` steps of time from now (RFC 6238). */
function appCode(secret: string, ahead: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const five = (one: string) => letters.indexOf(one).toString(2).padStart(5, '0');
  const bits = Array.from(secret, five).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const mac = createHmac('sha1', key).update(step).digest();
  const code = mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fffffff;
  return String(code % 1_000_000).padStart(6, '0');
}

bare('a second factor is begun, confirmed, and asked for', async ({ page, context }) => {
  const server = await startServer();
  await setUp(server.url, server.setupToken, kPerson, kAccount);
  const signIn = async (code: string) => {
    await page.getByLabel('E-mail').fill(kPerson.email);
    await page.getByRole('textbox', { name: 'Password' }).fill(kPerson.password);
    await page.getByRole('textbox', { name: 'Code' }).fill(code);
    await page.getByRole('button', { name: 'Sign in' }).click();
  };
  await page.goto(`${server.url}/settings/you`);
  await signIn('');
  await page.getByRole('button', { name: 'Begin' }).click();
  const secret = (await page.locator('code', { hasText: /^[A-Z2-7]{32}$/ }).textContent()) ?? '';
  await page.getByRole('textbox', { name: 'Code' }).fill('000000');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByRole('textbox', { name: 'Code' }).fill(appCode(secret, 0));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByText('Keep these codes')).toBeVisible();
  await context.clearCookies();
  await page.reload();
  await signIn('');
  await expect(page.getByRole('alert')).toBeVisible();
  await signIn(appCode(secret, 1));
  await expect(page.getByText('In force.')).toBeVisible();
  server.stop();
});

test('language and direction switch together, and stay', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('menuitem', { name: 'العربية' }).click();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page.getByRole('heading', { name: 'نظرة عامة', level: 1 })).toBeVisible();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
});

test('all pages can be reached by keyboard alone', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#main')).toBeFocused();
  await page.getByRole('link', { name: 'Budget' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Budget optimizer' })).toBeVisible();
});
