import { expect } from '@playwright/test';

import { test } from './demo';
import { pagesOf } from './pages';
import { settled } from './signed_in';

const kWidth = 360;

test.use({ viewport: { width: kWidth, height: 780 } });

test('in a hand no page scrolls sideways', async ({ page, call }) => {
  test.setTimeout(180_000);
  for (const [, path] of await pagesOf(call)) {
    await page.goto(path);
    await settled(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect.soft(width, path).toBeLessThanOrEqual(kWidth);
  }
  // The header does not scroll: what is beyond its end is out of reach.
  const last = await page.getByRole('banner').getByRole('button', { name: 'You' }).boundingBox();
  expect((last?.x ?? kWidth) + (last?.width ?? 0)).toBeLessThanOrEqual(kWidth);
});

test('in a hand campaigns are cards, opened down to an ad', async ({ page }) => {
  await page.goto('/campaigns?open=all');
  const grid = page.getByRole('region', { name: 'Campaigns' }).last();
  const ad = grid
    .locator('tbody tr')
    .filter({ has: page.getByRole('link') })
    .first();
  await expect(ad).toBeVisible();
  expect(await ad.evaluate((row) => getComputedStyle(row).display)).toBe('grid');
  const sideways = await grid.evaluate((box) => box.scrollWidth - box.clientWidth);
  expect(sideways).toBeLessThanOrEqual(0);
  await ad.getByRole('link').click();
  await expect(page.getByRole('region', { name: 'Day by day' })).toBeVisible();
});
