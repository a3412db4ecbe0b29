import { expect, test } from './signed_in';

test('a part of a name leads to what has it, by keyboard alone', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await page.keyboard.press('Control+K');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Search everything' }).fill('ignorance');
  await expect(dialog.getByRole('link', { name: /Ignorance zone, days/ })).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Search everything' }).fill('qqqq');
  await expect(dialog.getByText('Nothing has “qqqq” in its name.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Search everything' }).fill('ignorance');
  const first = dialog.getByRole('link').first();
  await first.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/settings\/account/);
  await expect(dialog).toBeHidden();
});
