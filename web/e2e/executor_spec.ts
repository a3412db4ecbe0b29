import { expect, test } from './signed_in';

test('a stop takes two keystrokes, is seen everywhere, and is cleared', async ({ page }) => {
  await page.goto('/decisions');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Shift+Escape');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('Checking the tracking.');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Stopped')).toBeVisible();
  await dialog.getByRole('link', { name: 'Show holds' }).click();
  await expect(page.getByRole('table')).toContainText('Checking the tracking.');
  await page.goto('/budget');
  await page.getByRole('link', { name: 'Stopped' }).click();
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Clear' }).click();
  await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeVisible();
});

test('the executor says what waits, what was sent, and how much room is left', async ({ page }) => {
  await page.goto('/executor');
  await expect(page.getByRole('table', { name: 'Awaiting approval' })).toContainText('AED');
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByText('Nothing was sent yet')).toBeVisible();
  await expect(page).toHaveURL(/tab=history/);
});
