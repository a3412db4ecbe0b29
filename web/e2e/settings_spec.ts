import { expect, test } from './signed_in';

test('a setting is judged, saved as a version, and taken back', async ({ page }) => {
  await page.goto('/settings');
  await page.getByLabel('Search settings').fill('decision.min_roas');
  const field = page.getByLabel('Minimum ROAS');
  await field.fill('abc');
  await expect(page.getByText('A number, please.')).toBeVisible();
  await field.fill('-1');
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(page.getByText('is refused')).toBeVisible();
  await field.fill('1.2');
  await page.getByLabel('Note').fill('margins fell');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('not saved')).toBeHidden();
  await page.getByRole('tab', { name: 'Versions' }).click();
  await expect(page.getByText('margins fell')).toBeVisible();
  await page.getByRole('button', { name: 'Back to 1', exact: true }).click();
  await expect(page.getByRole('row').nth(1)).toContainText('in force');
});

test('a key is shown once and revoked by its name', async ({ page }) => {
  await page.goto('/settings/keys');
  await page.getByLabel('Name').fill('import');
  await page.getByRole('button', { name: 'Make', exact: true }).click();
  await expect(page.getByText(/^gv_/)).toBeVisible();
  await page.getByRole('button', { name: 'Revoke' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Revoke' })).toBeDisabled();
  await dialog.getByLabel(/Type import/).fill('import');
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('revoked')).toBeVisible();
  await page.getByRole('tab', { name: 'Audit log' }).click();
  await expect(page.getByRole('table')).toContainText('api_key');
});

test('a link to Google is asked for what makes its tokens', async ({ page }) => {
  await page.goto('/settings/connections');
  await page.getByLabel('Provider').fill('google');
  await expect(page.getByLabel('Access token')).toBeHidden();
  await page.getByLabel('Its id').fill('1234567890');
  await page.getByLabel('Client id').fill('client');
  await page.getByRole('button', { name: 'Link' }).click();
  await expect(page.getByText(/credentials.developer_token: is required/)).toBeVisible();
});

test('a connection is linked, masked and forgotten', async ({ page }) => {
  await page.goto('/settings/connections');
  await page.getByLabel('Its id').fill('62515');
  await page.getByLabel('Access token').fill('pat-na1-0123456789abcdef');
  await page.getByRole('button', { name: 'Link' }).click();
  await expect(page.getByText('…cdef')).toBeVisible();
  await page.getByRole('button', { name: 'Forget' }).click();
  await page
    .getByRole('dialog')
    .getByLabel(/Type 62515/)
    .fill('62515');
  await page.getByRole('dialog').getByRole('button', { name: 'Forget' }).click();
  await expect(page.getByText('No connections')).toBeVisible();
});
