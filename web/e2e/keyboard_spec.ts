import { expect, type Locator, type Page } from '@playwright/test';

import { test } from './demo';
import { settled } from './signed_in';

const kTabsMax = 60;

/** Opens a page and skips to its content, as people without a mouse do. */
async function enter(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await settled(page);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#main')).toBeFocused();
}

async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  for (let pressed = 0; pressed < kTabsMax; ++pressed) {
    await page.keyboard.press('Tab');
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${kTabsMax} tabs do not reach ${wanted.toString()}`);
}

async function press(page: Page, wanted: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press(key);
}

test('from the overview to the reasons of an ad', async ({ page }) => {
  await enter(page, '/');
  const pressing = page.getByRole('region', { name: 'Most pressing' });
  await press(page, pressing.getByRole('row').getByRole('link').first());
  await expect(page.getByRole('region', { name: 'Gates' })).toBeVisible();
});

test('a campaign is opened down to an ad', async ({ page }) => {
  await enter(page, '/campaigns');
  const grid = page.getByRole('treegrid');
  const openers = grid.getByRole('button', { name: /^Open / });
  const waiting = await openers.count();
  await press(page, openers.first());
  await expect(openers).toHaveCount(waiting - 1);
  await press(page, grid.getByRole('link').first());
  await expect(page.getByRole('region', { name: 'Day by day' })).toBeVisible();
});

test('a budget is shared, and an ad of it excluded', async ({ page }) => {
  await enter(page, '/budget');
  await press(page, page.getByRole('button', { name: 'Preview' }));
  const rows = page.getByRole('region', { name: 'Recommendations' }).first();
  await press(page, rows.getByRole('checkbox').nth(1), 'Space');
  await expect(rows.getByText('1 selected')).toBeVisible();
  await page.keyboard.press('Shift+Tab');
  const exclude = rows.getByRole('button', { name: 'Exclude' });
  while (!(await exclude.evaluate((element) => element === document.activeElement))) {
    await page.keyboard.press('Shift+Tab');
  }
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^without meta:/)).toBeVisible();
});

test('a run is opened and decided again', async ({ page }) => {
  await enter(page, '/decisions');
  await press(page, page.getByRole('table').getByRole('link').first());
  await press(page, page.getByRole('button', { name: 'Replay' }));
  await expect(page.getByText('byte by byte')).toBeVisible();
});

test('a change is chosen, and its approval asked for and left', async ({ page }) => {
  await enter(page, '/executor');
  await press(page, page.getByRole('table').getByRole('checkbox').nth(1), 'Space');
  await page.keyboard.press('Shift+Tab');
  const approve = page.getByRole('main').getByRole('button', { name: 'Approve' });
  while (!(await approve.evaluate((element) => element === document.activeElement))) {
    await page.keyboard.press('Shift+Tab');
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('Approve one change?');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(approve).toBeFocused();
});

test('files are chosen for the studio', async ({ page }) => {
  await enter(page, '/studio');
  const choosing = page.waitForEvent('filechooser');
  await press(page, page.getByRole('button', { name: 'Choose files' }));
  await choosing;
});

test('the wear of an ad leads to its page', async ({ page }) => {
  await enter(page, '/fatigue');
  await press(page, page.getByRole('table', { name: 'Wear by ad' }).getByRole('link').first());
  await expect(page.getByRole('region', { name: 'Day by day' })).toBeVisible();
});

test('a stage is changed, tried and put back', async ({ page }) => {
  await enter(page, '/revenue/pipeline');
  const value = page.getByLabel('Value of counted');
  await tabTo(page, value);
  const was = await value.inputValue();
  await page.keyboard.press('Home');
  await page.keyboard.type('1');
  await expect(page.getByText(/would decide|would be decided/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(value).toHaveValue(was);
});

test('a conversion is opened and closed', async ({ page }) => {
  await enter(page, '/revenue/attribution');
  const first = page.getByRole('table', { name: 'Conversions' }).getByRole('link').first();
  await press(page, first);
  await expect(page.getByRole('dialog').getByText('Evidence')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('days of the reconciliation are chosen', async ({ page }) => {
  await enter(page, '/revenue/reconciliation');
  await tabTo(page, page.getByLabel('From'));
  await page.keyboard.press('ArrowUp');
  await expect(page).toHaveURL(/from=/);
});

test('a setting is found, and every section reached by arrows', async ({ page }) => {
  await enter(page, '/settings/account');
  const tab = page.getByRole('tab', { selected: true });
  await tabTo(page, tab);
  for (const name of ['Versions', 'Connections', 'Users', 'API keys', 'Audit log', 'You']) {
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('tab', { name })).toBeFocused();
  }
  await page.goto('/settings/account');
  await tabTo(page, page.getByLabel('Search settings'));
  await page.keyboard.type('min_roas');
  await tabTo(page, page.getByLabel('Minimum ROAS'));
});
