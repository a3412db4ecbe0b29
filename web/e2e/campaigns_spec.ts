import { expect, settled, test } from './signed_in';

test('without a platform the page says what to connect', async ({ page }) => {
  await page.goto('/campaigns');
  await settled(page);
  await page.getByRole('link', { name: 'Connect a platform' }).click();
  await expect(page).toHaveURL(/settings\/connections/);
});
